using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Proofs.Disks;

/// <summary>The service and a PostgreSQL server that is not there: when it starts, and later.</summary>
public sealed class AbsentDatabaseTests
{
    private const int Customers = 5;
    private const string Away = "The database does not answer";

    /// <summary>Its user owns the database, and may do nothing else on the server.</summary>
    [Fact]
    public async Task Without_its_server_it_waits_and_says_so_begins_when_it_is_there_and_says_so_again_when_it_goes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await server.CreateAsync();
        await server.ExecuteAsync($"CREATE ROLE plain LOGIN; ALTER DATABASE {database.Name} OWNER TO plain");
        using var place = new Place(SeatFleet.Templates, new PostgresDatabase(database));
        place.Settings["ConnectionStrings__AccountAlerts"] += ";Username=plain";
        place.Put("drop", new SeatFleet(Customers, Customers).Beginning(Place.Yesterday));
        await server.StopAsync();
        var address = place.ListenOnPort();
        using var service = place.Serve();
        using var health = new Health(address);
        Assert.Equal(Away, await health.UntilAsync((_, words) => words == Away || service.HasExited, Place.Long));
        Assert.Equal("live", await health.LiveAsync());

        await server.StartAgainAsync();
        Assert.Equal("ready", await health.UntilAsync((ready, _) => ready || service.HasExited, Place.Long));

        await server.StopAsync();
        await health.UntilAsync((ready, _) => !ready, Place.Long);
        Assert.False(service.HasExited, service.Log);
        await server.StartAgainAsync();
        Assert.Equal("ready", await health.UntilAsync((ready, _) => ready || service.HasExited, Place.Long));
        service.Terminate();
        Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);
    }
}
