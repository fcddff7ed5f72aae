using System.Net;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Evaluation;
using Npgsql;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>PostgreSQL that cannot be written: the service says so at <c>/healthz/ready</c>, loses nothing, and goes on by itself.</summary>
public sealed class PostgresTroubleTests
{
    public PostgresTroubleTests() => Installation.OnPostgres();

    [Fact]
    public async Task A_database_that_became_read_only_is_named_and_passes()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await CalmAsync(at);
        await SetAsync(at, "SET default_transaction_read_only = on");

        await Assert.ThrowsAnyAsync<Exception>(product.TickAsync);
        Assert.Equal("503 The database cannot be written", await ReadyAsync(product));

        await SetAsync(at, "RESET default_transaction_read_only");
        await GoesOnAsync(product);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_passes()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await CalmAsync(at);
        // As the server says it when a file cannot grow.
        await RunAsync(at, """
            CREATE FUNCTION no_space() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER no_space BEFORE INSERT OR UPDATE ON product_values FOR EACH ROW EXECUTE FUNCTION no_space();
            CREATE TRIGGER no_space BEFORE INSERT OR UPDATE ON fences FOR EACH ROW EXECUTE FUNCTION no_space()
            """);

        await Assert.ThrowsAnyAsync<Exception>(product.TickAsync);
        Assert.Equal("503 No space is left for the database", await ReadyAsync(product));

        await RunAsync(at, "DROP FUNCTION no_space() CASCADE");
        await GoesOnAsync(product);
    }

    /// <summary>A service with a customer, and news of it that no evaluation has seen yet.</summary>
    private static async Task<RunningProduct> CalmAsync(Installation at)
    {
        RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        return product;
    }

    private static async Task GoesOnAsync(RunningProduct product)
    {
        await product.Service<IWatchedStore>().ProbeAsync(CancellationToken.None);
        Assert.DoesNotContain("database", await ReadyAsync(product), StringComparison.Ordinal);
        await product.TickAsync();
        Assert.Contains("Amber Lane", Assert.Single(await product.InboxAsync(SeatScene.Owner)).Message.Text);
    }

    private static async Task<string> ReadyAsync(RunningProduct product)
    {
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = product.Address };
        HttpResponseMessage answer = await client.GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live")).StatusCode);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Trim()}";
    }

    /// <summary>Changes the database for all who come, and sends away whoever is there.</summary>
    private static async Task SetAsync(Installation at, string change)
    {
        string name = new NpgsqlConnectionStringBuilder(at.Settings["ConnectionStrings:AccountAlerts"]).Database!;
        await RunAsync(at, $"SET TRANSACTION READ WRITE; ALTER DATABASE \"{name}\" {change}");
        await RunAsync(at, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private static async Task RunAsync(Installation at, string sql)
    {
        await using var connection = new NpgsqlConnection(at.Settings["ConnectionStrings:AccountAlerts"] + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
