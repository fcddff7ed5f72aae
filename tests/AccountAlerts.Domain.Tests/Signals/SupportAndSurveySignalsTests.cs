using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class SupportAndSurveySignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void A_spike_is_measured_against_the_accounts_own_usual_week()
    {
        var account = new AccountBuilder();
        for (int week = 1; week <= 26; week++)
            account.Ticket(Today.AddDays(-7 * week));
        account.Ticket(Today).Ticket(Today).Ticket(Today.AddDays(-6));

        Assert.Equal([1, 3, 3], new[] { "tickets.usual_7d", "tickets.opened_7d", "tickets.opened_vs_usual" }.Select(name => account.View().Number(name)));
        Assert.Equal("younger than five weeks", new AccountBuilder().CreatedOn(Today.AddDays(-20)).Ticket(Today).View().WhyMissing("tickets.usual_7d"));

        // Who hardly ever writes has no spike without end.
        Assert.Equal(4, new AccountBuilder().Ticket(Today).View().Number("tickets.opened_vs_usual"));
    }

    [Fact]
    public void How_a_ticket_ended_is_known_from_the_day_it_closed()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-9), Today, sentiment: -0.6, csat: 1).Ticket(Today.AddDays(-20), Today.AddDays(-10), sentiment: 0.2, csat: 5);

        Assert.Equal([0.2, 1, 5, 10], new[] { "tickets.sentiment_30d", "tickets.sentiment_count_30d", "tickets.csat_90d", "tickets.days_to_close_90d" }
            .Select(name => account.View(Today.AddDays(-1)).Number(name)));
        Assert.Equal([-0.2, 2, 3, 9.5, 1], new[] { "tickets.sentiment_30d", "tickets.sentiment_count_30d", "tickets.csat_90d", "tickets.days_to_close_90d", "tickets.lowest_csat_7d" }
            .Select(name => account.View().Number(name)));
    }

    [Fact]
    public void Open_tickets_are_told_by_urgency_and_age()
    {
        var view = new AccountBuilder().Ticket(Today.AddDays(-9), priority: 1).Ticket(Today.AddDays(-30), priority: 3, escalated: true).Ticket(Today.AddDays(-3), Today.AddDays(-1)).View();

        Assert.Equal([2, 1, 9], new[] { "tickets.open", "tickets.escalated_open", "tickets.oldest_p1_days" }.Select(name => view.Number(name)));
    }

    [Fact]
    public void Tickets_of_before_the_account_are_in_no_window() =>
        Assert.Equal(1, new AccountBuilder().CreatedOn(Today.AddDays(-3)).Ticket(Today.AddDays(-5)).Ticket(Today).View().Number("tickets.opened_28d"));

    [Fact]
    public void Answers_are_compared_with_those_before_and_forgotten_after_180_days()
    {
        var account = new AccountBuilder().Nps(Today.AddDays(-300), 10).Nps(Today.AddDays(-100), 9).Nps(Today.AddDays(-90), 7).Nps(Today.AddDays(-4), 5)
            .Answers(FeedbackKind.Csat, Today, 4).Answers(FeedbackKind.Csat, Today, 2).Answers(FeedbackKind.Ces, Today.AddDays(-200), 3);

        Assert.Equal([-3, 4, 3], new[] { "nps.change", "nps.answered_days", "csat.latest" }.Select(name => account.View().Number(name)));
        Assert.Equal("no earlier answer in 180 days", account.View().WhyMissing("csat.change"));
        Assert.Equal("no survey answer in 180 days", account.View().WhyMissing("ces.latest"));
    }
}
