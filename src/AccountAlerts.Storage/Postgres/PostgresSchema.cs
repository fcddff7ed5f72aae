using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>Brings a PostgreSQL database to the schema of this version. Replicas that start together take turns; the first one migrates.</summary>
public sealed class PostgresSchema(PostgresDatabase database, TimeProvider clock) : ISqlSchema
{
    // Beside the areas' locks.
    private const long Turn = PostgresDatabase.Locks - 1;

    // A server that starts with the service needs a moment.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly Lazy<string[]> Known = new(() => KnownMigrations.Of(typeof(PostgresAlertsContext)));

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using (NpgsqlConnection connection = await ConnectAsync(cancellation))
            await MigrateAsync(connection, cancellation);
        await PackedPeople.CompleteAsync(database, cancellation);
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!await HasPendingAsync(connection, cancellation))
            return;
        await RunAsync(connection, $"SELECT pg_advisory_lock({Turn})", cancellation);
        try
        {
            // Another replica may have done it while this one waited.
            if (!await HasPendingAsync(connection, cancellation))
                return;
            await using PostgresAlertsContext context = PostgresDatabase.ContextOn(connection);
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await RunAsync(connection, $"SELECT pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await database.OpenAsync(cancellation);
            }
            catch (NpgsqlException fault) when (fault.IsTransient && clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }

    private static async Task<bool> HasPendingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        List<string> applied = await AppliedAsync(connection, cancellation);
        if (applied.Except(Known.Value, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new NewerDatabaseException(
                $"{connection.Database} on {connection.Host}", unknown, "restore the backup that was made before the upgrade");
        }

        return applied.Count < Known.Value.Length;
    }

    private static async Task<List<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new List<string>();
        await using (var exists = new NpgsqlCommand($"SELECT to_regclass('\"{HistoryRepository.DefaultTableName}\"') IS NOT NULL", connection))
        {
            if (await exists.ExecuteScalarAsync(cancellation) is not true)
                return applied;
        }

        await using var select = new NpgsqlCommand($"SELECT \"MigrationId\" FROM \"{HistoryRepository.DefaultTableName}\" ORDER BY 1", connection);
        await using NpgsqlDataReader reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetString(0));
        return applied;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // Of this assembly, never of input; whoever waits for a migration waits for as long as it takes.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
