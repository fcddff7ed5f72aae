using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Engine.Tests.Routing;

/// <summary>Laws of telling over any course of events, with readers from one end of the day to the other.</summary>
public sealed class TellingPropertyTests
{
    private const int Accounts = 12;

    private static readonly string[] Zones = ["Pacific/Tongatapu", "Pacific/Pago_Pago", "Europe/Berlin", "America/New_York"];

    // Two days before summer time ends in America, nine after it did in Europe.
    private static readonly DateTimeOffset Start = new(2026, 10, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_announced_news_is_told_in_exactly_one_place_to_each_reader() => ForAnyCourse(world =>
    {
        // Nothing happens any more: everything that waits finds its way.
        for (int day = 0; day < 12; day++)
        {
            world.Pass(TimeSpan.FromHours(23));
            Evaluate(world);
        }

        foreach (var alert in world.Alerts.Where(alert => alert.State == AlertState.Open))
        {
            var tellings = world.Tellings.Where(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode && telling.News == alert.Status.News);
            Assert.Contains(tellings, telling => telling.ToldAt is not null || telling is { Way: TellingWay.Held, Reason: TellingReasons.WaitsForRisk });
        }

        Assert.All(world.Told.GroupBy(told => (told.Telling.Alert, told.Telling.Episode, told.Telling.News, told.Telling.Reader)), told => Assert.Single(told));
    });

    [Fact]
    public void Nobody_is_interrupted_more_often_than_the_budget_allows_on_any_local_day() => ForAnyCourse(world =>
    {
        foreach (var reader in world.Posted.GroupBy(post => post.Reader))
        {
            var calendar = world.CalendarOf(reader.Key);
            var cards = reader.Select(post => (Day: calendar.DayOf(post.At), Critical: IsCritical(world, post.Key))).ToList();
            Assert.All(cards.Where(card => !card.Critical).GroupBy(card => card.Day), day => Assert.InRange(day.Count(), 0, 2));
            Assert.All(cards.Where(card => card.Critical).GroupBy(card => card.Day), day => Assert.InRange(day.Count(), 0, 3));
            Assert.All(cards, card => Assert.InRange(cards.Count(other => !other.Critical && other.Day <= card.Day && other.Day > card.Day.PlusDays(-7)), 0, 6));
        }
    });

    [Fact]
    public void Nobody_is_woken_and_every_message_tells_something_new() => ForAnyCourse(world =>
    {
        Assert.All(world.Posted, post => Assert.False(world.CalendarOf(post.Reader).IsQuiet(post.At), $"{post.Reader} at {post.At:O}"));
        Assert.All(world.Posted, post => Assert.Contains(world.Told, told => told.Where == post.Key));
    });

    [Fact]
    public void An_evaluation_of_the_same_state_decides_nothing_anew() => ForAnyCourse(world =>
    {
        var before = world.Tellings.ToHashSet();
        int posted = world.Posted.Count;
        world.Round();

        Assert.Equal(posted, world.Posted.Count);
        Assert.True(before.SetEquals(world.Tellings));
    });

    private static bool IsCritical(TellingWorld world, string card) =>
        world.Tellings.Any(telling => telling.ToldIn == card && telling.Severity == Severity.Critical && telling.Reason == TellingReasons.Urgent);

    private static void ForAnyCourse(Action<TellingWorld> law) => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), steps => law(Live(steps))).QuickCheckThrowOnFailure();

    private static TellingWorld Live(int[] steps)
    {
        var world = new TellingWorld([.. Zones.Select((zone, i) => new Teammate(Of(i), $"Mate {i}", TeamRole.Csm, Of((i + 1) % Zones.Length), zone, null, null))], Start);
        for (int account = 0; account < Accounts; account++)
            world.Account(account, Of(account % Zones.Length), arr: 1000 * account);
        foreach (int step in steps)
        {
            int account = step % Accounts;
            switch (step / Accounts % 12)
            {
                case 0 or 1 or 2 or 3 or 4 or 5:
                    bool growth = step % 5 == 0;
                    world.Announce(
                        account, (Severity)(step / 200 % 4), growth ? TriggerKind.Expansion : TriggerKind.Risk, growth ? "grow" : step % 3 == 0 ? "drop" : "quiet");
                    break;
                case 6:
                    world.Set(account, AlertState.Acknowledged);
                    world.Round(act: account);
                    break;
                case 7:
                    world.Set(account, AlertState.Resolved);
                    break;
                case 8:
                    world.Away[Of(account % Zones.Length)] = new SaidAbsence(DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(step / 300 % 4), null, null);
                    break;
                default:
                    world.Pass(TimeSpan.FromMinutes(step / 100 % 1000));
                    break;
            }

            if (step % 2 == 0)
                Evaluate(world);
        }

        Evaluate(world);
        return world;
    }

    private static void Evaluate(TellingWorld world)
    {
        world.Round();
        world.Bundles();
    }

    private static string Of(int mate) => $"mate{mate}@example.com";
}
