using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Storage.Tests.Postgres;

public sealed class PostgresListenerTests
{
    [Fact]
    public async Task What_one_replica_stores_to_be_delivered_wakes_the_others_and_also_after_the_connection_was_lost()
    {
        await using PostgresStore store = await PostgresStore.RentAsync();
        await using var replica = new PostgresDatabase(store.Place.ConnectionString);
        // It wakes once when it begins to listen, then for each announcement.
        using var woken = new SemaphoreSlim(0);
        using var listener = new PostgresListener(replica, () => woken.Release(), NullLogger<PostgresListener>.Instance);
        await listener.StartAsync(default);
        await WaitAsync();
        await AnnounceAsync();
        await WaitAsync();

        await store.Database.WriteAsync(
            session => session.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"),
            default);
        await WaitAsync();
        await AnnounceAsync();
        await WaitAsync();
        await listener.StopAsync(default);

        async Task WaitAsync() => Assert.True(await woken.WaitAsync(Waiting.AtMost));

        Task AnnounceAsync() => store.Database.WriteAsync(session => session.Announce(SqlTopics.Outbox), default);
    }
}
