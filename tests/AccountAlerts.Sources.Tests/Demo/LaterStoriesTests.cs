using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>Facts for triggers that an operator may add lie ready.</summary>
public sealed class LaterStoriesTests(BegunDemo demo) : IClassFixture<BegunDemo>
{
    private Arithmetic Sums => demo.Sums;

    private MemoryFacts Facts => demo.Facts;

    [Fact]
    public void An_urgent_ticket_is_open_and_logins_fall()
    {
        Assert.Contains(Facts.Facts(FactStream.Tickets, "copper-robotics"), ticket => ticket.Text("priority") == "p1" && !ticket.Has("closed_at"));
        Assert.True(Sums.Metric("copper-robotics", "logins", 13, 1) < 0.9 * Sums.Metric("copper-robotics", "logins", 26, 14));
    }

    [Fact]
    public void The_latest_answer_of_one_account_is_a_detractor() => Assert.True(LatestNps("violet-dental") <= 6);

    [Fact]
    public void The_latest_answer_of_one_account_is_a_promoter() => Assert.True(LatestNps("aurora-bakeries") >= 9);

    [Fact]
    public void One_invoice_is_a_few_weeks_overdue() =>
        Assert.Equal(24, Facts.Facts(FactStream.Invoices, "summit-outfitters").Where(invoice => !invoice.Has("paid_on"))
            .Max(invoice => BegunDemo.Today.DayNumber - invoice.Day("due_on").DayNumber));

    [Fact]
    public void A_competitor_and_a_layoff_were_named()
    {
        Assert.Contains(Facts.Facts(FactStream.Context, "beacon-freight"), news => news.Text("kind") == "competitor" && news.Day("date") > Sums.DaysAgo(30));
        Assert.Contains(Facts.Facts(FactStream.Context, "riverbend-hotels"), news => news.Text("kind") == "layoff" && news.Day("date") > Sums.DaysAgo(30));
    }

    [Fact]
    public void An_executive_was_last_met_more_than_ninety_days_ago_while_others_talk() =>
        Assert.True(
            Facts.Facts(FactStream.Touchpoints, "orchard-systems").Where(touch => touch.Number("executive") == 1).Max(touch => touch.Day("date")) < Sums.DaysAgo(90)
            && Facts.Facts(FactStream.Touchpoints, "orchard-systems").Max(touch => touch.Day("date")) > Sums.DaysAgo(30));

    [Fact]
    public void A_review_was_missed() =>
        Assert.Contains(Facts.Facts(FactStream.Touchpoints, "pebble-ceramics"), touch => touch.Text("kind") == "qbr" && touch.Has("attended") && touch.Number("attended") == 0);

    [Fact]
    public void A_first_win_is_late()
    {
        Fact step = Facts.Facts(FactStream.Milestones, "falcon-energy").Single(milestone => milestone.Text("milestone") == "first_value");
        Assert.True(!step.Has("reached_on") && step.Day("due_on") <= Sums.DaysAgo(3));
    }

    [Fact]
    public void A_notice_period_ends_soon() =>
        Assert.Contains(Facts.Facts(FactStream.Contracts, "meadow-dairy"), contract => contract.Day("notice_on").DayNumber - BegunDemo.Today.DayNumber is > 0 and <= 30);

    [Fact]
    public void A_feature_was_used_and_is_no_more()
    {
        Assert.Equal(0, Sums.Metric("indigo-textiles", "feature.automation", 30, 1));
        Assert.True(Sums.Metric("indigo-textiles", "feature.automation", 120, 41) > 20);
    }

    [Fact]
    public void Use_of_one_account_declines_over_four_weeks()
    {
        double[] weeks = [.. Enumerable.Range(0, 5).Select(week => Sums.ValueEvents("bramble-books", Sums.DaysAgo(35 - (7 * week)), Sums.DaysAgo(29 - (7 * week))))];
        Assert.Equal(weeks.OrderDescending(), weeks);
        Assert.True(weeks[4] < 0.9 * weeks[1]);
    }

    [Fact]
    public void A_trial_makes_projects_invites_colleagues_and_integrates()
    {
        Assert.Equal("trial", Sums.Account("kestrel-labs").Text("lifecycle"));
        foreach (string metric in (string[])["projects_created", "invites_sent", "feature.integrations"])
            Assert.True(Sums.Metric("kestrel-labs", metric, 14, 1) >= 2, metric);
    }

    [Fact]
    public void One_account_pays_less_than_ninety_days_ago_for_the_same_seats()
    {
        List<Fact> history = [.. Facts.Facts(FactStream.AccountHistory, "alder-finance").OrderBy(row => row.Day("effective_on"))];
        Fact before = history.Last(row => row.Day("effective_on") <= Sums.DaysAgo(60));
        Assert.True(Sums.Account("alder-finance").Number("arr") <= 0.9 * before.Number("arr"));
    }

    [Fact]
    public void An_account_is_ready_to_grow() =>
        Assert.InRange(Sums.LatestGauge("sequoia-learning", "seats_used") / Sums.Seats("sequoia-learning"), 0.8, 0.899);

    [Fact]
    public void Somebody_was_unhappy_after_a_ticket() =>
        Assert.Contains(Facts.Facts(FactStream.Feedback, "thistle-legal"), answer => answer.Text("kind") == "csat" && answer.Number("score") <= 2);

    [Fact]
    public void One_account_has_no_named_champion_and_every_other_has_one()
    {
        HashSet<string> named = [.. Facts.Facts(FactStream.People).Where(person => person.Text("role") == "champion").Select(person => person.Text("account_id"))];
        Assert.Equal(["cobalt-marine"], Facts.Facts(FactStream.Accounts).Select(account => account.Text("account_id")).Where(id => !named.Contains(id)));
    }

    private double LatestNps(string id) => Facts.Facts(FactStream.Feedback, id).Where(answer => answer.Text("kind") == "nps")
        .GroupBy(answer => answer.Day("date")).MaxBy(day => day.Key)!.Average(answer => answer.Number("score"));
}
