using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class MoneyAndTouchSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Overdue_money_is_summed_in_the_accounts_own_currency_only()
    {
        var account = new AccountBuilder().Invoice(Today.AddDays(-5), amount: 300).Invoice(Today.AddDays(-50), amount: 200).Invoice(Today.AddDays(5), amount: 900)
            .Invoice(Today.AddDays(-40), paid: Today.AddDays(-30), amount: 50);

        Assert.Equal(500, account.View().Number("invoices.overdue_amount"));
        Assert.Equal(10, account.View().Number("invoices.paid_late_days"));
        Assert.Equal("in another currency", account.Invoice(Today.AddDays(-2), currency: "EUR").View().WhyMissing("invoices.overdue_amount"));
    }

    [Fact]
    public void A_contraction_is_told_against_the_value_of_a_year_before()
    {
        var account = new AccountBuilder().Says(arr: 10_000).Says(Today.AddDays(-20), arr: 8_000);

        Assert.Equal(-0.2, account.View().Number("account.arr_change_365d"));
        Assert.Equal("not known a year ago", new AccountBuilder().Says(Today.AddDays(-20), arr: 5).View().WhyMissing("account.arr_change_365d"));
    }

    [Fact]
    public void Revenue_per_active_person_is_compared_with_90_days_before()
    {
        var account = new AccountBuilder().Says(arr: 10_000);
        for (int i = 0; i < 10; i++)
            account.UsesDaily($"p{i}", "reports", Today.AddDays(-150), i < 5 ? Today.AddDays(-60) : Today);

        Assert.Equal(2000, account.View().Number("account.arpu"));
        Assert.Equal(1, account.View().Number("account.arpu_change_90d"));
        Assert.Equal("no ARR given", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("account.arpu"));
        Assert.Equal("too few people 90 days before", new AccountBuilder().Says(arr: 5).Uses("ines", "reports", Today).View().WhyMissing("account.arpu_change_90d"));
    }

    [Fact]
    public void Contact_counts_unless_it_was_missed()
    {
        var account = new AccountBuilder().TouchedShare(0.3).CreatedOn(Today.AddDays(-200)).Touch(Today.AddDays(-60), "qbr", executive: true, replyHours: 6)
            .Touch(Today.AddDays(-10), "qbr", attended: false, executive: true, replyHours: 12);

        Assert.Equal([60, 60, 60, 10, 9], new[] { "touch.untouched_days", "touch.executive_days", "touch.review_days", "touch.review_missed_days", "touch.reply_hours_90d" }
            .Select(name => account.View().Number(name)));
        Assert.Equal(0, account.Touch(Today.AddDays(-2), "qbr").View().Number("touch.review_missed_days"));
        Assert.Equal("no review on record", new AccountBuilder().Touch(Today).View().WhyMissing("touch.review_missed_days"));
        Assert.Equal("contacts are hardly recorded", account.TouchedShare(0.29).View().WhyMissing("touch.untouched_days"));
        Assert.Equal(200, new AccountBuilder().TouchedShare(1).CreatedOn(Today.AddDays(-200)).Connected(FactStream.Touchpoints).View().Number("touch.untouched_days"));
    }

    [Fact]
    public void What_happened_around_the_customer_counts_from_its_day()
    {
        var account = new AccountBuilder().Context(Today.AddDays(-9), "competitor").Context(Today.AddDays(-30), "layoff").Context(Today.AddDays(3), "competitor");

        Assert.Equal([9, 30], new[] { "context.competitor_days", "context.shakeup_days" }.Select(name => account.View().Number(name)));
        Assert.Equal(0, account.View(Today.AddDays(3)).Number("context.competitor_days"));
        Assert.Equal("nothing on record", account.View().WhyMissing("context.budget_cut_days"));
    }

    [Fact]
    public void A_renewal_that_is_past_waits_for_its_outcome()
    {
        var account = new AccountBuilder().RenewsOn(Today.AddDays(-8));

        Assert.Equal(8, account.View().Number("renewal.unrecorded_days"));
        Assert.Equal(0, account.View(Today.AddDays(-8)).Number("renewal.unrecorded_days"));
        Assert.Equal("no renewal date given", new AccountBuilder().View().WhyMissing("renewal.unrecorded_days"));
        Assert.Equal(0, account.Outcome(Today.AddDays(-8), RenewalOutcome.Renewed).View().Number("renewal.unrecorded_days"));
    }

    [Fact]
    public void Opportunities_and_contracts_say_what_is_open_and_what_renews_by_itself()
    {
        var view = new AccountBuilder().Opportunity("expansion", Today.AddDays(20)).Opportunity("expansion", Today.AddDays(-20), "won").Opportunity("renewal", Today.AddDays(45))
            .Contract(Today.AddDays(45), starts: Today.AddDays(-300), autoRenew: true).View();

        Assert.Equal([1, 45, 1, 0], new[] { "opportunity.expansions_open", "opportunity.renewal_close_days", "renewal.auto", "account.owned" }.Select(name => view.Number(name)));
        Assert.Equal("no running contract says so", new AccountBuilder().Contract(Today.AddDays(-1)).View().WhyMissing("renewal.auto"));
        Assert.Equal(1, new AccountBuilder().OwnedBy("dana@example.com").View().Number("account.owned"));
    }
}
