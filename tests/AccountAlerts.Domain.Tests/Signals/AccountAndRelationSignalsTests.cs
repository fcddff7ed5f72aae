using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class AccountAndRelationSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void What_the_account_is_can_be_read_and_what_is_not_known_is_missing()
    {
        var view = new AccountBuilder().CreatedOn(Today.AddDays(-30)).Says(segment: "enterprise", seats: 40, arr: 9000, lifecycle: Lifecycle.Renewing).View();

        Assert.Equal("enterprise", view.Word("account.segment"));
        Assert.Equal("renewing", view.Word("account.lifecycle"));
        Assert.Equal([40, 9000, 30], new[] { "account.seats", "account.arr", "account.age_days" }.Select(name => view.Number(name)));
        Assert.Equal("no ARR given", new AccountBuilder().View().WhyMissing("account.arr"));
    }

    [Fact]
    public void The_decision_is_the_earliest_notice_or_end_not_yet_past_and_else_the_renewal_date()
    {
        var account = new AccountBuilder().RenewsOn(Today.AddDays(200));
        Assert.Equal(200, account.View().Number("renewal.days_left"));

        account.Contract(ends: Today.AddDays(90), starts: Today.AddDays(-275), notice: Today.AddDays(30));
        Assert.Equal(30, account.View().Number("renewal.days_left"));
        Assert.Equal(59, account.View(Today.AddDays(31)).Number("renewal.days_left"));
        Assert.Equal(109, account.View(Today.AddDays(91)).Number("renewal.days_left"));
        Assert.Equal(-1, account.View(Today.AddDays(201)).Number("renewal.days_left"));
        Assert.Equal("no contract and no renewal date", new AccountBuilder().View().WhyMissing("renewal.days_left"));
    }

    [Fact]
    public void A_contract_that_has_not_begun_decides_nothing() =>
        Assert.Equal(
            -10,
            new AccountBuilder().RenewsOn(Today.AddDays(-10)).Contract(Today.AddDays(5), starts: Today.AddDays(1)).View().Number("renewal.days_left"));

    [Fact]
    public void Tickets_count_as_they_stood_at_the_end_of_the_day()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-9), Today, priority: 1).Ticket(Today.AddDays(-6), priority: 1)
            .Ticket(Today, priority: 2).Ticket(Today.AddDays(1), priority: 1);

        Assert.Equal(1, account.View().Number("tickets.open_p1"));
        Assert.Equal(2, account.View(Today.AddDays(-1)).Number("tickets.open_p1"));
        Assert.Equal(2, account.View().Number("tickets.opened_7d"));
    }

    [Fact]
    public void No_ticket_is_zero_once_anybody_has_one_and_missing_before()
    {
        Assert.Equal(0, new AccountBuilder().Connected(FactStream.Tickets).View().Number("tickets.open_p1"));
        Assert.Equal("not connected", new AccountBuilder().View().WhyMissing("tickets.open_p1"));
        Assert.Equal(
            "no data since 1 May 2026", new AccountBuilder().Stale(FactStream.Tickets, new DateOnly(2026, 5, 1)).View().WhyMissing("tickets.open_p1"));
    }

    [Fact]
    public void The_latest_survey_answer_counts_for_180_days()
    {
        var account = new AccountBuilder().Nps(Today.AddDays(-179), 9).Nps(Today.AddDays(-200), 2);

        Assert.Equal(9, account.View().Number("nps.latest"));
        Assert.Equal("no survey answer in 180 days", account.View(Today.AddDays(1)).WhyMissing("nps.latest"));
        Assert.Equal(5, account.Nps(Today, 4).Nps(Today, 6).View().Number("nps.latest"));
    }

    [Fact]
    public void An_invoice_is_overdue_until_the_day_it_is_paid()
    {
        var account = new AccountBuilder().Invoice(Today.AddDays(-20), paid: Today).Invoice(Today.AddDays(-5)).Invoice(Today.AddDays(5));

        Assert.Equal(5, account.View().Number("invoices.overdue_days"));
        Assert.Equal(19, account.View(Today.AddDays(-1)).Number("invoices.overdue_days"));
        Assert.Equal(0, account.View(Today.AddDays(-21)).Number("invoices.overdue_days"));
    }

    [Fact]
    public void A_missed_meeting_is_no_touch()
    {
        var account = new AccountBuilder().Touch(Today.AddDays(-40)).Touch(Today.AddDays(-2), "qbr", attended: false).Touch(Today.AddDays(1));

        Assert.Equal(40, account.View().Number("touch.days_since"));
        Assert.Equal("no contact on record", new AccountBuilder().Connected(FactStream.Touchpoints).View().WhyMissing("touch.days_since"));
    }

    [Fact]
    public void A_milestone_is_late_until_the_day_it_is_reached()
    {
        var account = new AccountBuilder().Milestone("first_value", Today.AddDays(-8), Today).Milestone("invite_team", Today.AddDays(-3))
            .Milestone("go_live", Today.AddDays(30));

        Assert.Equal(3, account.View().Number("onboarding.days_late"));
        Assert.Equal(7, account.View(Today.AddDays(-1)).Number("onboarding.days_late"));
        Assert.Equal("not connected", account.View(Today.AddDays(-9)).WhyMissing("onboarding.days_late"));
    }
}
