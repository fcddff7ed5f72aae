using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>What a connection string says, without its secrets.</summary>
public static class PostgresAddress
{
    /// <summary>The most connections that one service holds, all its pools together, unless the connection string sets a size of its own.</summary>
    public const int MostConnections = MostForWork + MostForShortWork;

    internal const int MostForWork = 32;

    // Three ticks a second, what guards their order, and the check-in with the other services.
    private const int MostForShortWork = 8;

    // Npgsql's own, which says that nothing was set.
    private const int Unset = 100;

    /// <returns>True if the text names a server and a database.</returns>
    public static bool IsComplete(string connectionString) =>
        Parse(connectionString) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 };

    /// <summary>As people know it: <c>the database accountalerts on db.example.com</c>.</summary>
    public static string NameOf(string connectionString) =>
        Parse(connectionString) is { } parts ? $"the database {parts.Database} on {parts.Host}" : "a database";

    /// <summary>For connections whose transactions take milliseconds and lock what every service needs.</summary>
    /// <remarks>One that stands still in the middle of such a transaction (its process is paused, its machine gone) is ended by the server, so that the others go on.</remarks>
    public static string ForShortWork(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(parts.Options))
            parts.Options = "-c idle_in_transaction_session_timeout=5s";
        return Limited(parts, MostForShortWork).ToString();
    }

    internal static NpgsqlConnectionStringBuilder Limited(NpgsqlConnectionStringBuilder parts, int most)
    {
        if (parts.MaxPoolSize == Unset)
            parts.MaxPoolSize = most;
        return parts;
    }

    private static NpgsqlConnectionStringBuilder? Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
