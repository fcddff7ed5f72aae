using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AccountAlerts.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests
{
    [Fact]
    public void The_migrations_match_the_model()
    {
        using var connection = new NpgsqlConnection();
        using PostgresAlertsContext context = PostgresDatabase.ContextOn(connection);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using PostgresTestDatabase place = await PostgresStore.CreateAsync();
        await using var database = new PostgresDatabase(place.ConnectionString);
        await database.WriteAsync(
            session => session.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')"""), CancellationToken.None);
        NewerDatabaseException refusal = await Assert.ThrowsAsync<NewerDatabaseException>(() => PrepareAsync(database));
        Assert.Contains("29990101000000_Later", refusal.Message);
        Assert.Contains(place.Name, refusal.Message);
    }

    [Fact]
    public async Task Several_replicas_may_start_at_once_on_an_empty_database()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        await using PostgresTestDatabase place = await server.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var replica = new PostgresDatabase(place.ConnectionString);
            await PrepareAsync(replica);
        })));

        await using var database = new PostgresDatabase(place.ConnectionString);
        using SqlReader reader = database.Read();
        using SqlStatement count = reader.Prepare("SELECT count(*) FROM alerts");
        Assert.True(count.Step());
    }

    [Fact]
    public async Task Every_text_is_ordered_by_its_bytes()
    {
        await using PostgresStore store = await PostgresStore.RentAsync();
        using SqlReader reader = store.Database.Read();
        using SqlStatement others = reader.Prepare("""
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
            """);
        Assert.False(others.Step());
    }

    private static Task PrepareAsync(PostgresDatabase database) => new PostgresSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
}
