using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Tests.Alerts;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountAlerts.Storage.Tests.Rhythm;

/// <summary>Exactly one digest per teammate and day, whatever happens in between.</summary>
public sealed class OncePerDayTests
{
    private const string Dana = AlertingScene.Dana;

    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Tongatapu", "Pacific/Pago_Pago", "Pacific/Kiritimati"];

    /// <summary>Friday before the clocks change in Europe, in autumn and in spring; and a week without.</summary>
    private static readonly DateTimeOffset[] Starts =
    [
        new(2026, 6, 12, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero), new(2027, 3, 26, 0, 0, 0, TimeSpan.Zero),
    ];

    /// <summary>One thing that happens.</summary>
    /// <param name="Minutes">Passes before.</param>
    /// <param name="Crash">0: nothing dies. 1: before the commit. 2: right after it.</param>
    /// <param name="Replicas">How many look at the same moment.</param>
    /// <param name="Zone">Where the teammate is from now on; -1: stays.</param>
    private sealed record Step(int Minutes, int Crash, int Replicas, int Zone);

    [Fact]
    public void Whatever_crashes_restarts_or_moves_no_day_is_said_twice_and_none_that_could_be_said_is_left_out()
    {
        var step = Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(20, 400), Gen.Choose(400, 2000)).SelectMany(minutes =>
            Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 2))).SelectMany(crash =>
                Gen.Choose(1, 2).SelectMany(replicas =>
                    Gen.Frequency((9, Gen.Constant(-1)), (1, Gen.Choose(0, Zones.Length - 1))).Select(zone => new Step(minutes, crash, replicas, zone)))));
        var scenes = Gen.Elements(Starts).SelectMany(start => Gen.Choose(0, Zones.Length - 1).SelectMany(zone => step.ListOf(40).Select(steps => (start, zone, steps))));

        Prop.ForAll(scenes.ToArbitrary(), scene => RunAsync(scene.start, scene.zone, [.. scene.steps]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Theory]
    [InlineData("2026-10-23T00:00:00Z", "Europe/Berlin")]
    [InlineData("2027-03-26T00:00:00Z", "Europe/Berlin")]
    [InlineData("2026-10-23T00:00:00Z", "Pacific/Tongatapu")]
    [InlineData("2026-10-23T00:00:00Z", "Pacific/Pago_Pago")]
    public async Task Asked_every_ten_minutes_for_five_days_it_says_every_working_day_once_at_its_hour(string start, string zone)
    {
        var from = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        using var scene = await SceneAsync(from, zone);
        for (int i = 0; i < 5 * 24 * 6; i++)
        {
            scene.Clock.Advance(TimeSpan.FromMinutes(10));
            await scene.DigestAsync();
        }

        var said = (await scene.Mailbox.ReadAsync(InboxPlatform.ConversationOf(Dana), 100, default)).Reverse()
            .Where(message => message.Message.Blocks.Any(block => block is RowList)).ToList();
        var calendar = new WorkCalendar(DateTimeZoneProviders.Tzdb[zone], WorkHours.Default);
        // Nothing is evaluated any more, so each but the first waits for numbers until half past nine.
        Assert.Equal(said.Select(message => calendar.DayOf(message.PostedAt)).Distinct(), said.Select(message => calendar.DayOf(message.PostedAt)));
        Assert.All(said, message => Assert.Contains(
            NodaTime.Instant.FromDateTimeOffset(message.PostedAt).InZone(calendar.Zone).TimeOfDay, new[] { new LocalTime(8, 0), new LocalTime(9, 30) }));
        Assert.Equal(3, said.Count);
    }

    private static async Task RunAsync(DateTimeOffset start, int zone, IReadOnlyList<Step> steps)
    {
        using var scene = await SceneAsync(start, Zones[zone]);
        var said = new HashSet<string>();
        LocalDate? last = null;
        foreach (var step in steps)
        {
            scene.Clock.Advance(TimeSpan.FromMinutes(step.Minutes));
            if (step.Zone >= 0)
                Move(scene, Zones[step.Zone]);
            bool crashed = false;
            try
            {
                var store = new DyingStore(scene.Store, step.Crash);
                await Task.WhenAll(Enumerable.Range(0, step.Replicas).Select(_ => Task.Run(() => scene.DigestAsync(store))));
            }
            catch (DyingStore.DiedException)
            {
                crashed = true;
            }

            await scene.DeliverAsync();
            string[] days = [.. (await scene.SeenAsync(Dana)).Where(message => message.Blocks.Any(block => block is RowList)).Select(message => message.Text.Split(':')[0])];
            Assert.Equal(days.Distinct(), days);
            var calendar = new WorkCalendar(new TeamDirectory(scene.Facts.Team).ZoneOf(Dana), WorkHours.Default);
            var now = scene.Clock.GetUtcNow();
            var day = calendar.DayOf(now);
            if (days.Length > said.Count)
                last = last > day ? last : day;
            said = [.. days];
            var time = NodaTime.Instant.FromDateTimeOffset(now).InZone(calendar.Zone).TimeOfDay;
            bool due = calendar.IsWorkingDay(day) && time >= new LocalTime(9, 30) && time < LocalTime.Noon;
            // Who flew westward may live a day again, or one before the last that was said.
            if (due && !crashed && !(last > day))
                Assert.Contains(day.ToDateOnly().ToString("ddd d MMM", CultureInfo.InvariantCulture), said);
        }
    }

    private static async Task<AlertingScene> SceneAsync(DateTimeOffset start, string zone)
    {
        var scene = new AlertingScene(demo: true);
        scene.Says(1, "Fernway Studio", Dana, 44, ("quiet", TriggerState.Firing, Severity.High, 12));
        scene.Clock.Advance(start - scene.Clock.GetUtcNow());
        Move(scene, zone);
        await scene.TickAsync();
        return scene;
    }

    private static void Move(AlertingScene scene, string zone)
    {
        int at = scene.Facts.Team.FindIndex(mate => mate.Email == Dana);
        scene.Facts.Team[at] = scene.Facts.Team[at] with { TimeZone = zone };
    }

    /// <summary>A process that dies at its first commit: before it, or when it is stored and nobody has heard of it yet.</summary>
    private sealed class DyingStore(IAlertStore store, int crash) : IAlertStore
    {
        public async Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken cancellation)
        {
            if (crash == 1)
                throw new DiedException();
            var outcome = await store.CommitAsync(commit, cancellation);
            return crash == 2 ? throw new DiedException() : outcome;
        }

        public Task<TickStart> BeginTickAsync(CancellationToken cancellation) => store.BeginTickAsync(cancellation);

        public Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation) => store.ReadAsync(accountIds, cancellation);

        public Task<AccountSnapshot?> SnapshotAsync(int accountId, CancellationToken cancellation) => store.SnapshotAsync(accountId, cancellation);

        public Task<Card?> FindCardAsync(string key, CancellationToken cancellation) => store.FindCardAsync(key, cancellation);

        public Task<ActSight> LookAsync(ActLook look, CancellationToken cancellation) => store.LookAsync(look, cancellation);

        internal sealed class DiedException : Exception;
    }
}
