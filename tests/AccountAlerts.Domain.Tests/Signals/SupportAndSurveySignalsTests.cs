using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class SupportAndSurveySignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Open_escalated_and_oldest_count_as_they_stand_at_the_end_of_the_day()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-12), Today, priority: 1, escalated: true).Ticket(Today.AddDays(-4), priority: 1).Ticket(Today, escalated: true);

        Assert.Equal([2, 1, 4], Numbers(account, Today, "tickets.open", "tickets.escalated_open", "tickets.oldest_p1_days"));
        Assert.Equal([2, 1, 11], Numbers(account, Today.AddDays(-1), "tickets.open", "tickets.escalated_open", "tickets.oldest_p1_days"));
        Assert.Equal([0, 0, 0], Numbers(account, Today.AddDays(-13), "tickets.open", "tickets.escalated_open", "tickets.oldest_p1_days", connected: true));
    }

    [Fact]
    public void A_spike_is_measured_against_the_customers_own_usual_week()
    {
        var account = new AccountBuilder();
        for (int week = 1; week <= 12; week++)
            account.Ticket(Today.AddDays(-7 * week)).Ticket(Today.AddDays((-7 * week) - 1));
        for (int ticket = 0; ticket < 6; ticket++)
            account.Ticket(Today.AddDays(-ticket));

        Assert.Equal(2, account.View().Number("tickets.usual_7d"));
        Assert.Equal(3, account.View().Number("tickets.spike"));
    }

    [Fact]
    public void A_usual_week_without_tickets_counts_as_one_so_that_three_are_a_spike_and_two_are_not()
    {
        var quiet = new AccountBuilder().Ticket(Today).Ticket(Today);
        Assert.Equal(2, quiet.View().Number("tickets.spike"));
        Assert.Equal(3, quiet.Ticket(Today).View().Number("tickets.spike"));
        Assert.Equal("less than four weeks to compare with", new AccountBuilder().CreatedOn(Today.AddDays(-33)).Ticket(Today).View().WhyMissing("tickets.spike"));
        Assert.Equal(1, new AccountBuilder().CreatedOn(Today.AddDays(-34)).Ticket(Today).View().Number("tickets.spike"));
    }

    [Fact]
    public void The_mood_of_tickets_is_known_from_the_day_they_closed_and_needs_three()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-9), Today.AddDays(-8), sentiment: -0.5).Ticket(Today.AddDays(-9), Today.AddDays(-3), sentiment: -0.25)
            .Ticket(Today.AddDays(-1), Today, sentiment: 0).Ticket(Today, Today.AddDays(1), sentiment: -1);

        Assert.Equal(-0.25, account.View().Number("tickets.sentiment_30d"));
        Assert.Equal("too few tickets to tell", account.View(Today.AddDays(-1)).WhyMissing("tickets.sentiment_30d"));
        Assert.Equal("too few tickets to tell", account.View(Today.AddDays(27)).WhyMissing("tickets.sentiment_30d"));
    }

    [Fact]
    public void The_lowest_rating_of_the_week_counts()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-9), Today.AddDays(-6), csat: 2).Ticket(Today.AddDays(-9), Today, csat: 5);

        Assert.Equal(2, account.View().Number("tickets.csat_7d"));
        Assert.Equal(5, account.View(Today.AddDays(1)).Number("tickets.csat_7d"));
        Assert.Equal("no rating in 7 days", new AccountBuilder().Connected(FactStream.Tickets).View().WhyMissing("tickets.csat_7d"));
    }

    [Fact]
    public void An_answer_is_compared_with_what_was_answered_in_the_year_before_it()
    {
        var account = new AccountBuilder().Nps(Today.AddDays(-400), 1).Nps(Today.AddDays(-200), 8).Nps(Today.AddDays(-100), 10).Nps(Today.AddDays(-3), 6);

        Assert.Equal(-3, account.View().Number("nps.change"));
        Assert.Equal(3, account.View().Number("nps.days_since"));
        Assert.Equal("no earlier answer to compare with", new AccountBuilder().Nps(Today, 6).View().WhyMissing("nps.change"));
        Assert.Equal("no survey answer in 180 days", account.View(Today.AddDays(177)).WhyMissing("nps.days_since"));
    }

    [Fact]
    public void Each_kind_of_survey_has_its_own_latest_answer()
    {
        var account = new AccountBuilder().Answers(FeedbackKind.Csat, Today.AddDays(-2), 4).Answers(FeedbackKind.Csat, Today.AddDays(-2), 1)
            .Answers(FeedbackKind.Ces, Today.AddDays(-170), 6);

        Assert.Equal(2.5, account.View().Number("csat.latest"));
        Assert.Equal(6, account.View().Number("ces.latest"));
        Assert.Equal("no survey answer in 180 days", account.View(Today.AddDays(10)).WhyMissing("ces.latest"));
    }

    [Theory]
    [InlineData("tickets.open")]
    [InlineData("tickets.escalated_open")]
    [InlineData("tickets.oldest_p1_days")]
    [InlineData("tickets.usual_7d")]
    [InlineData("tickets.spike")]
    [InlineData("tickets.sentiment_30d")]
    [InlineData("tickets.csat_7d")]
    [InlineData("nps.days_since")]
    [InlineData("nps.change")]
    [InlineData("csat.latest")]
    [InlineData("ces.latest")]
    [InlineData("touch.untouched_days")]
    [InlineData("touch.executive_days")]
    [InlineData("touch.review_days")]
    [InlineData("touch.review_missed_days")]
    [InlineData("touch.reply_hours")]
    [InlineData("context.competitor_days")]
    [InlineData("context.shakeup_days")]
    [InlineData("context.shakeup")]
    [InlineData("context.expansion_interest_days")]
    [InlineData("context.feature_request_days")]
    [InlineData("opportunities.open_expansion")]
    [InlineData("opportunities.open_renewal")]
    public void What_no_source_brings_is_missing_and_what_is_late_says_since_when(string signal)
    {
        Assert.Equal("not connected", new AccountBuilder().TouchedShare(1).View().WhyMissing(signal));
        var late = new AccountBuilder().TouchedShare(1);
        foreach (var stream in new[] { FactStream.Tickets, FactStream.Feedback, FactStream.Touchpoints, FactStream.Context, FactStream.Opportunities })
            late.Stale(stream, new DateOnly(2026, 5, 1));
        Assert.Equal("no data since 1 May 2026", late.View().WhyMissing(signal));
    }

    private static double?[] Numbers(AccountBuilder account, DateOnly day, string first, string second, string third, bool connected = false)
    {
        if (connected)
            account.Connected(FactStream.Tickets);
        var view = account.View(day);
        return [view.Number(first), view.Number(second), view.Number(third)];
    }
}
