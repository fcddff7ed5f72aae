namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Database</c>: which kind of store. Where it is, is <c>ConnectionStrings:AccountAlerts</c>.</summary>
public sealed class DatabaseSettings
{
    /// <summary>Default Sqlite.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}

public enum DatabaseProvider { Sqlite }

/// <summary>Settings under <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionSettings
{
    /// <summary>For SQLite a file, relative to the folder of appsettings.json. Default <c>Data Source=data/accountalerts.db</c>.</summary>
    public string AccountAlerts { get; set; } = "Data Source=data/accountalerts.db";
}
