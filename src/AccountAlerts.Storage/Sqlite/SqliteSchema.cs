using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>Brings a database file to the schema of this version, safely: one process at a time, after a copy, and never backwards.</summary>
public sealed class SqliteSchema(SqliteDatabase database, TimeProvider clock) : ISqlSchema
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    private static readonly Lazy<string[]> Known = new(() => KnownMigrations.Of(typeof(SqliteAlertsContext)));

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (HasPending())
        {
            await using FileStream turn = await TakeTurnAsync(cancellation);
            // Another process may have done it while this one waited.
            if (HasPending())
                Migrate();
        }

        await PackedPeople.CompleteAsync(database, cancellation);
    }

    private bool HasPending()
    {
        using CachingConnection connection = database.Open();
        List<string> applied = Applied(connection);
        if (applied.Except(Known.Value, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
            throw new NewerDatabaseException(
                database.Path, unknown, $"put back the copy it made beforehand ({database.Path}.before-{unknown})");
        }

        return applied.Count < Known.Value.Length;
    }

    private static List<string> Applied(CachingConnection connection)
    {
        var applied = new List<string>();
        if (!Exists(connection, HistoryRepository.DefaultTableName))
            return applied;
        using var statement = new SqliteStatement(connection, $"SELECT MigrationId FROM {HistoryRepository.DefaultTableName} ORDER BY MigrationId");
        while (statement.Step())
            applied.Add(statement.Text(0));
        return applied;
    }

    private void Migrate()
    {
        using CachingConnection connection = database.Open();
        using SqliteAlertsContext context = SqliteDatabase.ContextOn(connection);
        if (context.Database.GetAppliedMigrations().Any())
            Copy(connection, context.Database.GetPendingMigrations().First());
        // A process that was killed while migrating leaves this row, and Migrate would wait for it for ever. The turn is ours, so it is stale.
        if (Exists(connection, "__EFMigrationsLock"))
            SqliteDatabase.Execute(connection, "DELETE FROM __EFMigrationsLock");
        context.Database.Migrate();
        SqliteDatabase.Execute(connection, "PRAGMA journal_mode = WAL");
    }

    private void Copy(SqliteConnection connection, string migration)
    {
        string target = $"{database.Path}.before-{migration}";
        string unfinished = target + ".tmp";
        File.Delete(unfinished);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", unfinished);
        command.ExecuteNonQuery();
        File.Move(unfinished, target, overwrite: true);
    }

    private static bool Exists(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = $table";
        command.Parameters.AddWithValue("$table", table);
        return command.ExecuteScalar() is not null;
    }

    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellation)
    {
        // Left in place afterwards: deleting a lock file while others wait for it would let two of them in.
        string path = database.Path + ".migrate";
        long start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(LockPoll, clock, cancellation);
            }
        }
    }
}
