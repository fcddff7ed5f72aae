using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AccountAlerts.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DatabaseFile => _folder["data/facts.db"];

    [Fact]
    public void The_migrations_match_the_model()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        using SqliteAlertsContext context = SqliteDatabase.ContextOn(connection);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using var database = new SqliteDatabase(DatabaseFile);
        await PrepareAsync(database);
        await database.WriteAsync(
            session => session.Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')"),
            CancellationToken.None);
        NewerDatabaseException refusal = await Assert.ThrowsAsync<NewerDatabaseException>(() => PrepareAsync(database));
        Assert.Contains("29990101000000_Later", refusal.Message);
        Assert.Contains(DatabaseFile, refusal.Message);
    }

    [Fact]
    public async Task The_lock_that_a_killed_migration_left_is_cleared()
    {
        await using var database = new SqliteDatabase(DatabaseFile);
        using (SqliteConnection connection = database.Open())
        {
            SqliteDatabase.Execute(
                connection,
                """
                CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL CONSTRAINT PK___EFMigrationsLock PRIMARY KEY, Timestamp TEXT NOT NULL);
                INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01');
                """);
        }

        await PrepareAsync(database).WaitAsync(Waiting.AtMost);
    }

    [Fact]
    public async Task Several_processes_may_prepare_at_once_and_the_file_is_in_wal_mode()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var database = new SqliteDatabase(DatabaseFile);
            await PrepareAsync(database);
        })));
        await using var prepared = new SqliteDatabase(DatabaseFile);
        using SqliteReader reader = prepared.ReadHere();
        using SqliteCommand command = reader.Connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
    }

    public void Dispose() => _folder.Dispose();

    private static Task PrepareAsync(SqliteDatabase database) => new SqliteSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
}
