using System.Collections.Concurrent;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Storage.Tests.Postgres;

/// <summary>An empty database with the schema of this version, for one test. Making one takes longer than most tests, so it is emptied and used again.</summary>
internal sealed class PostgresStore : IAsyncDisposable
{
    // Tests leave few rows: deleting them is quicker than truncating thirty tables.
    private const string Empty = """
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
                EXECUTE 'DELETE FROM ' || quote_ident(name);
            END LOOP;
        END $$
        """;

    private static readonly ConcurrentBag<PostgresStore> Idle = [];

    private PostgresStore(PostgresTestDatabase place)
    {
        Place = place;
        Database = new PostgresDatabase(place.ConnectionString);
    }

    public PostgresTestDatabase Place { get; }

    public PostgresDatabase Database { get; }

    public static async Task<PostgresStore> RentAsync() => Idle.TryTake(out PostgresStore? store) ? store : new PostgresStore(await CreateAsync());

    /// <summary>A database that is not used again.</summary>
    public static async Task<PostgresTestDatabase> CreateAsync()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        return await server.CreateAsync("storage", async connectionString =>
        {
            await using var database = new PostgresDatabase(connectionString + ";Pooling=false");
            await new PostgresSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Database.WriteAsync(session => session.Execute(Empty), CancellationToken.None);
        Idle.Add(this);
    }
}
