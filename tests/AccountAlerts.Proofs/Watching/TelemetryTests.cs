using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;

namespace AccountAlerts.Proofs.Watching;

/// <summary>What a service tells an OTLP collector, the last of it while it ends.</summary>
public sealed class TelemetryTests
{
    private const int Customers = 5;

    [Fact]
    public async Task Metrics_and_traces_reach_the_collector_that_the_settings_name()
    {
        await using var collector = await Collector.StartAsync();
        using var place = new Place(SeatFleet.Templates);
        place.Settings["Telemetry__Endpoint"] = collector.Address;
        place.Put("drop", new SeatFleet(Customers, Customers).Beginning(Place.Yesterday));
        using var service = place.Serve();
        Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == Customers, Place.Long) && !service.HasExited, service.Log);
        service.Terminate();
        Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);

        Assert.Contains("accountalerts.evaluation.duration", collector.Of("MetricsService"), StringComparison.Ordinal);
        Assert.Contains("poll", collector.Of("TraceService"), StringComparison.Ordinal);
    }
}
