using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Tests.Postgres;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>An empty database of one kind, whose clock the test moves.</summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly Func<ValueTask> _dispose;

    private StoreUnderTest(SqlDatabase database, Func<ValueTask> dispose)
    {
        Database = database;
        _dispose = dispose;
    }

    public SqlDatabase Database { get; }

    public static Task<StoreUnderTest> SqliteAsync(TimeProvider clock)
    {
        var store = new TemporaryStore(clock);
        return Task.FromResult(new StoreUnderTest(store.Database, () =>
        {
            store.Dispose();
            return ValueTask.CompletedTask;
        }));
    }

    public static async Task<StoreUnderTest> PostgresAsync(TimeProvider clock)
    {
        var store = await PostgresStore.RentAsync();
        var database = new PostgresDatabase(store.Place.ConnectionString, clock);
        return new StoreUnderTest(database, async () =>
        {
            await database.DisposeAsync();
            await store.DisposeAsync();
        });
    }

    public ValueTask DisposeAsync() => _dispose();
}
