using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Running;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Crash;

/// <summary>
/// The real service, killed again and again in the middle of its work. A few times by default; <c>ACCOUNTALERTS_KILLS=50</c> for the long form,
/// <c>ACCOUNTALERTS_SEED</c> for another course of events.
/// </summary>
public sealed class KilledServiceTests(ITestOutputHelper output)
{
    private const int WatchedAccounts = 40;
    private const int HandedAccounts = 12;

    /// <summary>An attempt cut off by a kill is looked up only after its lease and a time-out.</summary>
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(4);

    private static readonly int Kills = Length.Of("ACCOUNTALERTS_KILLS", 6);
    private static readonly int Seed = Length.Of("ACCOUNTALERTS_SEED", 20260603);

    /// <summary>What has to have happened since the news came, before the kill: a number that grows with it.</summary>
    private static readonly (string Name, string Sql, int MostMilliseconds)[] Moments =
    [
        ("delivery", "SELECT coalesce(sum(epoch), 0) FROM lanes", 12),
        ("import", "SELECT count(*) FROM imports", 60),
        ("evaluation", "SELECT coalesce(sum(epoch), 0) FROM fences", 200),
        ("any time", "", 3000),
    ];

    [Fact]
    public async Task However_often_it_is_killed_no_alert_is_lost_doubled_or_stuck()
    {
        var chance = new Random(Seed);
        using var place = new Place().WithoutManners().QuickLeases();
        var state = place.State;
        var watched = new ChangingCustomers("drop", WatchedAccounts, Seed);
        var handed = new ChangingCustomers("hand", HandedAccounts, Seed + 1);
        place.Put("drop", watched.Healthy());
        place.Put("hand", handed.Healthy());
        await BeginAsync(place, state, chance);

        for (int kill = 1; kill <= Kills; kill++)
        {
            using ChildProcess service = place.Serve();
            var moment = Moments[(kill - 1) % Moments.Length];
            if (moment.Sql.Length > 0)
                await RunningAsync(service, state);
            long before = moment.Sql.Length > 0 ? state.Number(moment.Sql) : 0;
            place.Put("drop", watched.News());
            Task import = kill % 4 == 2 ? ImportAndKillAsync(place, handed, chance) : Task.CompletedTask;
            bool came = moment.Sql.Length == 0 || await Patience.UntilAsync(() => state.Number(moment.Sql) > before, TimeSpan.FromSeconds(15));
            TimeSpan more = TimeSpan.FromMilliseconds(chance.Next(moment.MostMilliseconds));
            await Patience.PassAsync(more);
            Assert.False(service.HasExited, service.Log);
            await service.KillAsync();
            await import;
            output.WriteLine($"kill {kill}: {moment.Name}{(came ? "" : " (did not come)")} + {more.TotalMilliseconds:0} ms; cut off: {state.Number("SELECT count(*) FROM outbox WHERE unclear = 1")} messages");
        }

        await EndAsync(place, state);
        await Verdict.OnAsync(place, state);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Temporary));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"alerts {state.Number("SELECT count(*) FROM alerts")}, live {state.Number("SELECT count(*) FROM alerts WHERE state <> 4")}, changes {state.Number("SELECT count(*) FROM alert_events")}, messages {state.Number("SELECT count(*) FROM mailbox")}"));
    }

    /// <summary>All is well at the first evaluation, killed once or not: what is told afterwards is news.</summary>
    private static async Task BeginAsync(Place place, StoredState state, Random chance)
    {
        using (ChildProcess service = place.Serve())
        {
            await Patience.PassAsync(TimeSpan.FromMilliseconds(chance.Next(3000)));
            await service.KillAsync();
        }

        await place.RunAsync("import", place["hand"]);
        using ChildProcess first = place.Serve();
        bool seen = await Patience.UntilAsync(
            () => first.HasExited || (state.Number("SELECT count(*) FROM imports") >= 6
                && state.Number("SELECT count(*) FROM evaluated WHERE scope = 'account'") == WatchedAccounts + HandedAccounts),
            Place.Long);
        Assert.True(seen && !first.HasExited, first.Log);
        await first.KillAsync();
    }

    private static async Task RunningAsync(ChildProcess service, StoredState state)
    {
        long before = state.Number("SELECT coalesce(sum(epoch), 0) FROM fences");
        bool runs = await Patience.UntilAsync(() => service.HasExited || state.Number("SELECT coalesce(sum(epoch), 0) FROM fences") > before, Place.Long);
        Assert.True(runs && !service.HasExited, service.Log);
    }

    private static async Task ImportAndKillAsync(Place place, ChangingCustomers handed, Random chance)
    {
        TimeSpan until = TimeSpan.FromMilliseconds(chance.Next(500, 2500));
        place.Put("hand", handed.News());
        using ChildProcess import = place.Command("import", place["hand"]);
        await Patience.UntilAsync(() => import.HasExited, until);
        if (import.HasExited)
            Assert.True(import.ExitCode == ExitCode.Done, import.Log);
        else
            await import.KillAsync();
    }

    /// <summary>Lets it work in peace until nothing is left to do, and stops it as a service manager would.</summary>
    private static async Task EndAsync(Place place, StoredState state)
    {
        using ChildProcess service = place.Serve();
        await place.RunAsync("import", place["hand"]);
        int files = Directory.GetFiles(place.Watched, "*.csv").Length + Directory.GetFiles(place["hand"], "*.csv").Length;
        Assert.True(await Patience.UntilAsync(() => state.Number("SELECT count(*) FROM imports") >= files, Place.Long), $"Not all files were taken:\n{service.Log}");

        // The evaluation that began after the last file is followed by another one: then the first is stored.
        long epoch = state.Number("SELECT sum(epoch) FROM fences");
        bool quiet = await Patience.UntilAsync(
            () => state.Number("SELECT sum(epoch) FROM fences") >= epoch + 3 && state.Number("SELECT count(*) FROM outbox WHERE pending = 1") == 0, UntilQuiet);
        Assert.True(quiet, $"Something is stuck in the outbox:\n{service.Log}");
        service.Terminate();
        Assert.Equal(ExitCode.Done, await service.EndAsync());
    }
}
