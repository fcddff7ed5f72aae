using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Crash;

/// <summary>How the service as a process gets on with its surroundings.</summary>
public sealed class ServiceProcessTests
{
    private const string Taken = "SELECT count(*) FROM imports";
    private const string Evaluations = "SELECT coalesce(sum(epoch), 0) FROM fences";

    [Fact]
    public async Task Told_to_stop_during_an_import_it_ends_well_and_goes_on_after_a_restart()
    {
        using var place = new Place();
        var state = place.State;
        // Enough use to take a while, after two small files.
        var customers = new ChangingCustomers("drop", 300, 1);
        place.Put("drop", customers.Healthy());
        using (ChildProcess service = place.Serve())
        {
            Assert.True(await Patience.UntilAsync(() => state.Number(Taken) >= 2, Place.Long), service.Log);
            service.Terminate();
            Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);
            Assert.Empty(Directory.EnumerateFileSystemEntries(place.Temporary));
        }

        long evaluations = state.Number(Evaluations);
        using ChildProcess again = place.Serve();
        Assert.True(await Patience.UntilAsync(() => state.Number(Taken) == 3 && state.Number(Evaluations) > evaluations, Place.Long), again.Log);
        again.Terminate();
        Assert.Equal(ExitCode.Done, await again.EndAsync());
        state.MustHaveNone("A file counts twice", "SELECT content_hash FROM imports GROUP BY content_hash HAVING count(*) > 1");
    }

    [Fact]
    public async Task A_second_service_is_refused_and_an_import_is_welcome_while_the_first_goes_on()
    {
        using var place = new Place();
        var state = place.State;
        place.Put("hand", new ChangingCustomers("hand", 5, 1).Healthy());
        using ChildProcess first = place.Serve();
        Assert.True(await Patience.UntilAsync(() => state.Number(Evaluations) >= 1, Place.Long), first.Log);

        using ChildProcess second = place.Serve();
        Assert.Equal(ExitCode.Usage, await second.EndAsync(Place.Long));
        Assert.Contains($"Another service is running on {place.File}.", second.Log, StringComparison.Ordinal);

        await place.RunAsync("import", place["hand"]);
        Assert.True(await Patience.UntilAsync(() => state.Number("SELECT count(*) FROM evaluated WHERE scope = 'account'") == 5, Place.Long), first.Log);
        Assert.False(first.HasExited);
        first.Terminate();
        Assert.Equal(ExitCode.Done, await first.EndAsync());
    }
}
