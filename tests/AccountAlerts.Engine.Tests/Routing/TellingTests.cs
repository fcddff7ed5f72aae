using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class TellingTests
{
    private const string Dana = "dana@example.com";
    private const string Lee = "lee@example.com";
    private const string Noor = "noor@example.com";
    private const string Channel = "#customer-success";

    private static readonly DateTimeOffset Noon = new(2026, 6, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Night = new(2026, 6, 3, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_urgent_is_a_card_at_once()
    {
        var world = World(Noon);
        var alert = world.Announce(1, Severity.High);
        world.Round();

        AssertTold(world, alert, Dana, TellingWay.Card, TellingReasons.Urgent);
        Assert.Equal(world.Posted.Single().Key, world.TellingOf(alert, Dana)!.ToldIn);
    }

    [Fact]
    public void What_comes_at_night_is_a_row_of_the_digest_and_never_a_card_as_well()
    {
        var world = World(Night);
        var alert = world.Announce(1, Severity.Critical);
        world.Round();
        AssertWaits(world, alert, Dana, TellingWay.Digest, TellingReasons.Quiet);

        world.Pass(TimeSpan.FromHours(11));
        world.Round();

        Assert.Empty(world.Posted);
        Assert.StartsWith("digest/", world.TellingOf(alert, Dana)!.ToldIn);
    }

    [Fact]
    public void Who_gets_no_digest_gets_the_card_when_quiet_ends()
    {
        var world = World(Night);
        world.WithoutDigest.Add(Dana);
        var alert = world.Announce(1, Severity.High);
        world.Round();
        // Eight in the morning in Berlin.
        Assert.Equal(new DateTimeOffset(2026, 6, 4, 6, 0, 0, TimeSpan.Zero), world.TellingOf(alert, Dana)!.Until);

        world.Pass(TimeSpan.FromHours(10));
        world.Round();
        Assert.Single(world.Posted);
    }

    [Theory]
    [InlineData("2026-03-29T05:59:00Z", true, "summer time began in the night: it is one minute to eight")]
    [InlineData("2026-03-30T05:59:00Z", true, "the first summer morning, one minute to eight")]
    [InlineData("2026-03-30T06:00:00Z", false, "eight by summer time")]
    [InlineData("2026-10-26T06:59:00Z", true, "the first winter morning, one minute to eight")]
    [InlineData("2026-10-26T07:00:00Z", false, "eight by winter time")]
    public void Quiet_hours_are_the_readers_own_also_when_the_clocks_change(string at, bool quiet, string why)
    {
        var world = World(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        world.Announce(1, Severity.High);
        world.Round();

        Assert.True(quiet == (world.Posted.Count == 0), why);
    }

    [Fact]
    public void Severities_that_may_wake_people_do()
    {
        var world = World(Night);
        world.Policy = world.Policy with { WakeFor = new HashSet<Severity> { Severity.Critical } };
        world.Announce(1, Severity.Critical);
        world.Announce(2, Severity.High);
        world.Round();

        Assert.Single(world.Posted);
    }

    [Fact]
    public void The_budget_goes_to_what_is_most_urgent_and_then_to_the_most_money()
    {
        var world = World(Noon);
        for (int account = 1; account <= 5; account++)
            world.Account(account, Dana, arr: 1000 * account);
        var alerts = Enumerable.Range(1, 5).Select(account => world.Announce(account, Severity.High)).ToList();
        world.Round();

        Assert.Equal([5, 4], world.Posted.Select(post => world.Cards.Single(card => card.Key == post.Key).AccountId).OrderDescending());
        AssertWaits(world, alerts[0], Dana, TellingWay.Digest, TellingReasons.Budget);
    }

    [Fact]
    public void Critical_news_has_a_budget_of_its_own_and_then_comes_in_one_message()
    {
        var world = World(Noon);
        var alerts = Enumerable.Range(1, 5).Select(account => world.Announce(account, Severity.Critical)).ToList();
        world.Round();

        Assert.Equal(3, world.Posted.Count);
        Assert.Equal(2, alerts.Count(alert => world.TellingOf(alert, Dana) is { Way: TellingWay.Bundle, ToldAt: null }));
    }

    [Fact]
    public void Another_cause_on_the_same_message_costs_nothing()
    {
        var world = World(Noon);
        world.Announce(1, Severity.High);
        world.Announce(1, Severity.High, trigger: "drop");
        world.Announce(2, Severity.High);
        world.Round();

        Assert.Equal(2, world.Posted.Count);
        Assert.All(world.Tellings, telling => Assert.NotNull(telling.ToldAt));
    }

    [Fact]
    public void Six_cards_a_week_are_enough_and_a_new_week_gives_room()
    {
        var world = World(Noon.AddDays(-2));
        for (int day = 0; day < 4; day++, world.Pass(TimeSpan.FromDays(1)))
        {
            world.Announce(1 + day, Severity.High);
            world.Announce(5, Severity.High, trigger: $"day-{day}");
            world.Round();
        }

        Assert.Equal(6, world.Posted.Count);
        world.Pass(TimeSpan.FromDays(4));
        world.Announce(1, Severity.High);
        world.Round();
        Assert.Equal(7, world.Posted.Count);
    }

    [Fact]
    public void A_channel_has_no_budget_and_no_night_but_takes_no_storm()
    {
        var world = World(Night);
        world.Policy = world.Policy with { Bundle = new BundleOptions { Most = 3 } };
        for (int account = 1; account <= 5; account++)
        {
            world.Account(account, null);
            world.Announce(account, Severity.High);
        }

        world.Round();

        Assert.Equal(3, world.Posted.Count(post => post.Reader == Channel));
        Assert.Equal(2, world.Tellings.Count(telling => telling is { Way: TellingWay.Bundle, Reader: Channel }));
    }

    [Fact]
    public void Growth_waits_while_something_is_on_fire_and_is_told_when_it_is_out()
    {
        var world = World(Noon);
        world.Announce(1, Severity.High, trigger: "risk");
        var growth = world.Announce(1, Severity.High, TriggerKind.Expansion);
        world.Round();
        AssertWaits(world, growth, Dana, TellingWay.Held, TellingReasons.WaitsForRisk);

        world.Set(1, AlertState.Resolved, "risk");
        world.Round();
        AssertTold(world, growth, Dana, TellingWay.Card, TellingReasons.Urgent);
    }

    [Fact]
    public void Growth_waits_for_an_overdue_invoice_too_also_if_it_is_praise()
    {
        var world = World(Noon);
        world.Account(1, Dana, unpaid: true);
        var praise = world.Announce(1, Severity.Low, TriggerKind.Advocacy);
        world.Round();

        AssertWaits(world, praise, Dana, TellingWay.Held, TellingReasons.WaitsForRisk);
    }

    [Fact]
    public void What_the_guard_holds_is_told_when_it_lets_go()
    {
        var world = World(Noon);
        world.Fleet = new Everything();
        var alert = world.Announce(1, Severity.Critical);
        world.Round();
        AssertWaits(world, alert, Dana, TellingWay.Held, TellingReasons.Guard);

        world.Fleet = NoFleetGuard.Instance;
        world.Round();
        AssertTold(world, alert, Dana, TellingWay.Card, TellingReasons.Urgent);
    }

    [Fact]
    public void After_a_gap_only_what_is_critical_is_a_card_and_the_rest_is_never_replayed()
    {
        var world = World(Noon);
        world.Gap = new ServiceGap(Noon.AddHours(-6), Noon);
        world.Announce(1, Severity.Critical);
        var other = world.Announce(2, Severity.High);
        world.Round();
        world.Round();

        Assert.Single(world.Posted);
        AssertWaits(world, other, Dana, TellingWay.Held, TellingReasons.Gap);
    }

    [Fact]
    public void A_muted_account_is_silent_until_the_day()
    {
        var world = World(Noon);
        world.Mutes = new AccountMutes(new Dictionary<int, DateTimeOffset> { [1] = Noon.AddHours(2) });
        var alert = world.Announce(1, Severity.Critical);
        world.Round();
        Assert.Equal(Noon.AddHours(2), world.TellingOf(alert, Dana)!.Until);

        world.Pass(TimeSpan.FromHours(2));
        world.Round();
        Assert.Single(world.Posted);
    }

    [Fact]
    public void While_somebody_is_away_the_cover_reads_theirs_and_keeps_it_when_they_are_back()
    {
        var world = World(Noon);
        world.Away[Dana] = new SaidAbsence(new DateOnly(2026, 6, 8), Lee, null);
        var alert = world.Announce(1, Severity.High);
        world.Round();
        Assert.Equal(Dana, world.TellingOf(alert, Lee)!.StandsFor);

        world.Away.Clear();
        world.Pass(TimeSpan.FromDays(5));
        world.Round();
        Assert.Equal(Lee, Assert.Single(world.Posted).Reader);
        Assert.Single(world.Cards, card => card.Phase == CardPhase.Live);
    }

    [Theory]
    [InlineData(false, false, Lee, "the cover")]
    [InlineData(true, false, Noor, "the cover is away too: the manager")]
    [InlineData(true, true, Dana, "nobody is left: it waits for whose it is, and never goes to a channel")]
    public void Theirs_goes_to_the_next_person(bool leeAway, bool noorAway, string reader, string why)
    {
        var world = World(Noon);
        world.Away[Dana] = new SaidAbsence(new DateOnly(2026, 6, 8), Lee, null);
        if (leeAway)
            world.Away[Lee] = new SaidAbsence(new DateOnly(2026, 6, 8), null, null);
        if (noorAway)
            world.Away[Noor] = new SaidAbsence(new DateOnly(2026, 6, 8), null, null);
        world.Announce(1, Severity.High);
        world.Round();

        Assert.True(reader == Assert.Single(world.Posted).Reader, why);
    }

    [Fact]
    public void Who_cannot_be_reached_counts_as_away()
    {
        var world = World(Noon);
        world.Unreachable[Dana] = "not installed";
        var alert = world.Announce(1, Severity.High);
        world.Round();

        AssertTold(world, alert, Noor, TellingWay.Card, TellingReasons.Urgent);
    }

    [Fact]
    public void A_row_that_waits_goes_with_its_reader_to_the_cover()
    {
        var world = World(Noon);
        var alert = world.Announce(1, Severity.Medium);
        world.Round();
        world.Away[Dana] = new SaidAbsence(new DateOnly(2026, 6, 8), Lee, null);
        world.Round();

        Assert.Equal((TellingWay.Silent, TellingReasons.Moved), (world.TellingOf(alert, Dana)!.Way, world.TellingOf(alert, Dana)!.Reason));
        AssertWaits(world, alert, Lee, TellingWay.Digest, TellingReasons.Digest);
    }

    [Fact]
    public void What_somebody_took_before_it_was_told_is_told_no_more()
    {
        var world = World(Noon);
        world.Fleet = new Everything();
        var alert = world.Announce(1, Severity.High);
        world.Round();
        world.Set(1, AlertState.Acknowledged);
        world.Round(act: 1);

        Assert.Equal((TellingWay.Silent, TellingReasons.Taken), (world.TellingOf(alert, Dana)!.Way, world.TellingOf(alert, Dana)!.Reason));
    }

    [Fact]
    public void What_is_announced_anew_before_it_was_told_is_told_once()
    {
        var world = World(Night);
        var first = world.Announce(1, Severity.High);
        world.Round();
        var second = world.Announce(1, Severity.Critical);
        world.Round();
        world.Pass(TimeSpan.FromHours(11));

        Assert.Equal(TellingReasons.Overtaken, world.TellingOf(first, Dana)!.Reason);
        Assert.StartsWith("digest/", world.TellingOf(second, Dana)!.ToldIn);
        Assert.Single(world.Told);
    }

    [Fact]
    public void A_new_owner_waits_for_the_handover_and_gets_the_card_if_it_does_not_come()
    {
        var world = World(Noon);
        var alert = world.Announce(1, Severity.High);
        world.Round();
        world.Account(1, Lee);
        world.Round();
        AssertWaits(world, alert, Lee, TellingWay.Held, TellingReasons.Handover);
        Assert.DoesNotContain(world.Cards, card => card.Phase == CardPhase.Live);

        world.Pass(TimeSpan.FromDays(1));
        world.Round();
        AssertTold(world, alert, Lee, TellingWay.Card, TellingReasons.Urgent);
    }

    [Fact]
    public void What_was_handed_over_costs_no_budget_and_waits_for_no_guard()
    {
        var world = World(Noon);
        world.Policy = world.Policy with { Budget = new BudgetOptions { PerDay = 0, CriticalPerDay = 0 } };
        world.Fleet = new Everything();
        world.Announce(1, Severity.High);
        world.Set(1, AlertState.Open, assignee: Lee);
        world.Round(act: 1);

        Assert.Equal(Lee, Assert.Single(world.Posted).Reader);
    }

    [Fact]
    public void The_demo_keeps_nothing_back()
    {
        var world = World(Night);
        world.Demo = true;
        world.Fleet = new Everything();
        world.Gap = new ServiceGap(Night.AddDays(-1), Night);
        for (int account = 1; account <= 5; account++)
            world.Announce(account, Severity.Critical);
        world.Round();

        Assert.Equal(5, world.Posted.Count);
    }

    private static TellingWorld World(DateTimeOffset now)
    {
        var world = new TellingWorld(
            [
                new Teammate(Dana, "Dana", TeamRole.Csm, Noor, "Europe/Berlin", null, null),
                new Teammate(Lee, "Lee", TeamRole.Csm, Noor, "Europe/Berlin", null, null),
                new Teammate(Noor, "Noor", TeamRole.Manager, null, "Europe/Berlin", null, null),
            ],
            now);
        for (int account = 1; account <= 5; account++)
            world.Account(account, Dana);
        return world;
    }

    private static void AssertTold(TellingWorld world, Alert alert, string reader, TellingWay way, string reason)
    {
        var telling = world.TellingOf(alert, reader);
        Assert.Equal((way, reason, true), (telling?.Way, telling?.Reason, telling?.ToldAt is not null));
    }

    private static void AssertWaits(TellingWorld world, Alert alert, string reader, TellingWay way, string reason)
    {
        var telling = world.TellingOf(alert, reader);
        Assert.Equal((way, reason, false), (telling?.Way, telling?.Reason, telling?.ToldAt is not null));
    }

    private sealed class Everything : IFleetHolds
    {
        public FleetHold? Of(Alert alert, AccountSnapshot account) => new(TellingReasons.Guard);
    }
}
