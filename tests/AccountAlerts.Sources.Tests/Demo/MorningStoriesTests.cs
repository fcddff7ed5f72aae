using AccountAlerts.Domain.Accounts;
using AccountAlerts.Sources.Demo;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>On whatever weekday the demo begins, its stories are there on the first morning.</summary>
public sealed class MorningStoriesTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    public static TheoryData<int> Weekdays => [0, 1, 2, 3, 4, 5, 6];

    private static DemoOptions TenAccounts => new() { Accounts = 10, Days = 215 };

    [Theory]
    [MemberData(nameof(Weekdays))]
    public async Task All_stories_hold_on_the_first_morning(int weekday)
    {
        DateOnly today = Monday.AddDays(weekday);
        Arithmetic sums = new((await DemoScene.BegunAsync(today, TenAccounts)).Facts, today);
        A_champion_is_silent_while_colleagues_go_on(sums);
        A_champion_is_silent_and_colleagues_do_less(sums);
        A_power_user_was_deactivated(sums);
        An_account_has_gone_quiet(sums);
        Usage_dropped(sums, "quarry-metals");
        Usage_dropped(sums, "maple-courier");
        Adoption_is_stuck(sums);
        New_departments_came(sums);
        Seats_are_nearly_taken(sums);
        A_renewal_is_at_risk(sums);
        Assert.False(sums.Account("maple-courier").Has("owner_email"));
    }

    [Fact]
    public async Task The_champion_comes_back_and_the_quiet_account_wakes()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, TenAccounts);
        await scene.PollAsync(Monday.AddDays(2));
        Arithmetic later = new(scene.Facts, Monday.AddDays(2));
        Assert.Equal(0, later.SilentWeekdays("harbor-foods", later.Champion("harbor-foods").Text("person_id")));
        await scene.PollAsync(Monday.AddDays(5));
        Assert.Equal(0, new Arithmetic(scene.Facts, Monday.AddDays(5)).SilentWeekdays("willow-press"));
    }

    [Fact]
    public async Task The_account_that_nobody_looks_after_recovers_within_a_week()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, TenAccounts);
        await scene.PollAsync(Monday.AddDays(7));
        Assert.True(new Arithmetic(scene.Facts, Monday.AddDays(7)).Change("maple-courier") > -0.4);
        Assert.True(new Arithmetic(scene.Facts, Monday.AddDays(7)).Change("quarry-metals") < -0.35);
    }

    private static void A_champion_is_silent_while_colleagues_go_on(Arithmetic sums)
    {
        string champion = sums.Champion("harbor-foods").Text("person_id");
        Assert.True(sums.Seats("harbor-foods") >= 50);
        Assert.Equal(9, sums.SilentWeekdays("harbor-foods", champion));
        Assert.True(sums.Change("harbor-foods", fact => fact.Text("person_id") != champion) > -0.15);
    }

    private static void A_champion_is_silent_and_colleagues_do_less(Arithmetic sums)
    {
        string champion = sums.Champion("granite-logistics").Text("person_id");
        Assert.True(sums.Seats("granite-logistics") >= 50);
        Assert.Equal(9, sums.SilentWeekdays("granite-logistics", champion));
        Assert.True(sums.Change("granite-logistics", fact => fact.Text("person_id") != champion) < -0.22);
        Assert.True(sums.Change("granite-logistics") > -0.4, "it is a story about a champion, not about a drop");
    }

    private static void A_power_user_was_deactivated(Arithmetic sums)
    {
        Fact gone = sums.Facts.Facts(FactStream.People, "cedar-analytics").Single(person => person.Has("deactivated_on"));
        Assert.Equal(sums.DaysAgo(4), gone.Day("deactivated_on"));
        Assert.DoesNotContain(sums.ActiveDays("cedar-analytics", gone.Text("person_id")), day => day >= sums.DaysAgo(4));
        double own = sums.ValueEvents("cedar-analytics", sums.DaysAgo(94), sums.DaysAgo(5), fact => fact.Text("person_id") == gone.Text("person_id"));
        Assert.True(own >= 0.25 * sums.ValueEvents("cedar-analytics", sums.DaysAgo(94), sums.DaysAgo(5)));
    }

    private static void An_account_has_gone_quiet(Arithmetic sums)
    {
        Assert.Equal(10, sums.SilentWeekdays("willow-press"));
        DateOnly last = sums.ActiveDays("willow-press").Max();
        Assert.Equal(8, sums.ActiveDays("willow-press").Where(day => day > last.AddDays(-56)).Select(day => (last.DayNumber - day.DayNumber) / 7).Distinct().Count());
    }

    private static void Usage_dropped(Arithmetic sums, string id) => Assert.InRange(sums.Change(id), -0.58, -0.41);

    private static void Adoption_is_stuck(Arithmetic sums)
    {
        Assert.True(sums.ActivePeople("lantern-travel", 28) < 0.6 * sums.Seats("lantern-travel"));
        Assert.True(sums.Account("lantern-travel").Day("created_on") < sums.DaysAgo(90));
    }

    private static void New_departments_came(Arithmetic sums) =>
        Assert.Equal(["Compliance", "Research"], sums.NewDepartments("juniper-health", 60).Order(StringComparer.Ordinal));

    private static void Seats_are_nearly_taken(Arithmetic sums) =>
        Assert.True(sums.LatestGauge("saffron-studios", "seats_used") >= 0.9 * sums.Seats("saffron-studios"));

    private static void A_renewal_is_at_risk(Arithmetic sums)
    {
        const string Id = "tidewater-insurance";
        Assert.InRange(sums.Account(Id).Day("renewal_on").DayNumber - sums.DaysAgo(0).DayNumber, 1, 90);
        Assert.True(sums.ActivePeople(Id, 28) < 0.5 * sums.Seats(Id));
        Assert.True(sums.SilentWeekdays(Id, sums.Champion(Id).Text("person_id")) > 20);
        Assert.Contains(sums.Facts.Facts(FactStream.Tickets, Id), ticket => ticket.Text("priority") == "p1" && !ticket.Has("closed_at"));
        Assert.Contains(sums.Facts.Facts(FactStream.Invoices, Id), invoice => !invoice.Has("paid_on") && invoice.Day("due_on") < sums.DaysAgo(45));
        Assert.True(sums.Facts.Facts(FactStream.Feedback, Id).Where(answer => answer.Text("kind") == "nps").MaxBy(answer => answer.Day("date"))!.Number("score") <= 3);
        Assert.True(sums.Facts.Facts(FactStream.Touchpoints, Id).Max(touch => touch.Day("date")) < sums.DaysAgo(90));
        foreach (string feature in (string[])["feature.automation", "feature.integrations", "feature.exports"])
            Assert.Equal(0, sums.Metric(Id, feature, 28, 1));
    }
}
