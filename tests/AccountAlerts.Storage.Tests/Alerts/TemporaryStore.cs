using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.Storage.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A database of its own with the model's schema: a file in a folder of its own, or in a test class that says so, on the PostgreSQL server of the tests.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private static readonly AsyncLocal<bool> Postgres = new();

    private readonly DirectoryInfo? _folder;
    private readonly PostgresStore? _rented;

    /// <param name="machineClock">By which leases run; null for the database's own.</param>
    public TemporaryStore(TimeProvider? machineClock = null)
    {
        if (Postgres.Value)
        {
            _rented = PostgresStore.RentAsync().GetAwaiter().GetResult();
            Database = new PostgresDatabase(_rented.Place.ConnectionString, machineClock);
            return;
        }

        _folder = Directory.CreateTempSubdirectory("alerts-");
        var file = new SqliteDatabase(Path.Combine(_folder.FullName, "alerts.db"), machineClock);
        Database = file;
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var context = SqliteDatabase.ContextOn(connection);
        context.Database.EnsureCreated();
        using var wal = connection.CreateCommand();
        wal.CommandText = "PRAGMA journal_mode = WAL";
        wal.ExecuteNonQuery();
    }

    public SqlDatabase Database { get; }

    /// <summary>As another replica, or another process, opens the same database. The caller's to dispose.</summary>
    public SqlDatabase OpenAnother() => _rented is null
        ? new SqliteDatabase(((SqliteDatabase)Database).Path)
        : new PostgresDatabase(_rented.Place.ConnectionString);

    /// <summary>From here on the stores of this test are on PostgreSQL. To be said before the class makes its first.</summary>
    public static bool OnPostgres() => Postgres.Value = true;

    public void Dispose()
    {
        Database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _rented?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder?.Delete(recursive: true);
    }
}
