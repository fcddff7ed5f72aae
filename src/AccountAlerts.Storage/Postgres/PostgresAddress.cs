using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>What a connection string says, without its secrets.</summary>
public static class PostgresAddress
{
    /// <returns>True if the text names a server and a database.</returns>
    public static bool IsComplete(string connectionString) =>
        Parse(connectionString) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 };

    /// <summary>As people know it: <c>the database accountalerts on db.example.com</c>.</summary>
    public static string NameOf(string connectionString) =>
        Parse(connectionString) is { } parts ? $"the database {parts.Database} on {parts.Host}" : "a database";

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
