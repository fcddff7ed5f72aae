using System.Data.Common;
using AccountAlerts.Storage.Postgres;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Database</c>: which kind of store. Where it is, is <c>ConnectionStrings:AccountAlerts</c>.</summary>
public sealed class DatabaseSettings
{
    /// <summary>Sqlite: a file, for one service. Postgres: a server, for any number of them. Default Sqlite.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Settings under <c>ConnectionStrings</c>. They may hold a password and are never shown.</summary>
public sealed class ConnectionSettings
{
    /// <summary>
    /// For SQLite a file, relative to the folder of appsettings.json; for PostgreSQL server, database and user, as Npgsql takes them.
    /// Default <c>Data Source=data/accountalerts.db</c>.
    /// </summary>
    public string AccountAlerts { get; set; } = "Data Source=data/accountalerts.db";

    /// <summary>The file as written, or null if the text names none.</summary>
    public string? DataSource
    {
        get
        {
            try
            {
                var parts = new DbConnectionStringBuilder { ConnectionString = AccountAlerts };
                return parts.Count == 1 && parts.TryGetValue("Data Source", out object? path) && path is string { Length: > 0 } file ? file : null;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>What is wrong with it for a kind of store; null if nothing is.</summary>
    internal SettingsFault? FaultFor(DatabaseProvider provider)
    {
        bool allowed = provider == DatabaseProvider.Postgres
            ? PostgresAddress.IsComplete(AccountAlerts)
            : DataSource is { } file && !file.Contains(":memory:", StringComparison.Ordinal);
        string expected = provider == DatabaseProvider.Postgres
            ? "Host=<server>;Database=<name>;Username=<user>;Password=<password> for Database:Provider=Postgres"
            : "Data Source=<file>, and nothing else";
        return allowed ? null : new SettingsFault("ConnectionStrings:AccountAlerts", $"is not allowed (its value is not shown); allowed: {expected}.");
    }
}
