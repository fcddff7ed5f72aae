using AccountAlerts.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A database of its own in a folder of its own, with the model's schema.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alerts-");

    /// <param name="machineClock">By which leases run; null for the real one.</param>
    public TemporaryStore(TimeProvider? machineClock = null)
    {
        Database = new SqliteDatabase(Path.Combine(_folder.FullName, "alerts.db"), machineClock);
        using var connection = new SqliteConnection($"Data Source={Database.Path};Pooling=False");
        connection.Open();
        using var context = SqliteDatabase.ContextOn(connection);
        context.Database.EnsureCreated();
        using var wal = connection.CreateCommand();
        wal.CommandText = "PRAGMA journal_mode = WAL";
        wal.ExecuteNonQuery();
    }

    public SqliteDatabase Database { get; }

    public void Dispose()
    {
        Database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
