using System.ComponentModel.DataAnnotations;
using System.Data.Common;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Database</c>: which kind of store. Where it is, is <c>ConnectionStrings:AccountAlerts</c>.</summary>
public sealed class DatabaseSettings
{
    /// <summary>Default Sqlite.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}

public enum DatabaseProvider { Sqlite }

/// <summary>Settings under <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionSettings : IValidatableObject
{
    /// <summary>For SQLite a file, relative to the folder of appsettings.json. Default <c>Data Source=data/accountalerts.db</c>.</summary>
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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DataSource is null || DataSource.Contains(":memory:", StringComparison.Ordinal))
            yield return new ValidationResult("is not allowed (its value is not shown); allowed: Data Source=<file>, and nothing else.", [nameof(AccountAlerts)]);
    }
}
