using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Proofs.Running;

/// <summary>One database of a place's own: what the service is told of it, and a way in from outside.</summary>
internal abstract class Database : IDisposable
{
    /// <summary>Settings that name it, by their name in the environment.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public abstract DbConnection Open();

    public virtual void Dispose()
    {
    }
}

/// <summary>A file in the place's folder.</summary>
internal sealed class SqliteFile(string path) : Database
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    public override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["ConnectionStrings__AccountAlerts"] = $"Data Source={path}" };

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }
}
