using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class CommercialAndTouchSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Silence_on_our_side_counts_only_where_contacts_are_recorded_at_all()
    {
        var account = new AccountBuilder().CreatedOn(Today.AddDays(-100)).Connected(FactStream.Touchpoints);

        Assert.Equal("contacts are hardly recorded", account.View().WhyMissing("touch.untouched_days"));
        Assert.Equal("contacts are hardly recorded", account.TouchedShare(0.29).View().WhyMissing("touch.untouched_days"));
        Assert.Equal(100, account.TouchedShare(0.3).View().Number("touch.untouched_days"));
        Assert.Equal(9, account.Touch(Today.AddDays(-9)).Touch(Today.AddDays(-1), "qbr", attended: false).View().Number("touch.untouched_days"));
    }

    [Fact]
    public void An_executive_counts_if_they_came()
    {
        var account = new AccountBuilder().Touch(Today.AddDays(-70), executive: true).Touch(Today.AddDays(-7), attended: false, executive: true).Touch(Today);

        Assert.Equal(70, account.View().Number("touch.executive_days"));
        Assert.Equal("no executive contact on record", new AccountBuilder().Touch(Today).View().WhyMissing("touch.executive_days"));
    }

    [Fact]
    public void A_missed_review_stands_until_they_attend_one()
    {
        var account = new AccountBuilder().Touch(Today.AddDays(-95), "qbr", attended: true).Touch(Today.AddDays(-5), "QBR", attended: false);

        Assert.Equal([95, 5], new[] { "touch.review_days", "touch.review_missed_days" }.Select(name => account.View().Number(name)));
        Assert.Equal(0, account.View(Today.AddDays(-6)).Number("touch.review_missed_days"));
        account.Touch(Today.AddDays(1), "qbr");
        Assert.Equal(0, account.View(Today.AddDays(1)).Number("touch.review_missed_days"));
        Assert.Equal("no review on record", new AccountBuilder().Touch(Today).View().WhyMissing("touch.review_missed_days"));
    }

    [Fact]
    public void Replies_are_averaged_over_90_days()
    {
        var account = new AccountBuilder().Touch(Today.AddDays(-90), replyHours: 100).Touch(Today.AddDays(-89), replyHours: 10).Touch(Today, replyHours: 30);

        Assert.Equal(20, account.View().Number("touch.reply_hours"));
        Assert.Equal("no reply measured in 90 days", new AccountBuilder().Touch(Today).View().WhyMissing("touch.reply_hours"));
    }

    [Fact]
    public void What_happened_at_the_customer_counts_from_its_day_and_says_what_it_was()
    {
        var account = new AccountBuilder().Context(Today.AddDays(-40), "layoff").Context(Today.AddDays(-2), "leadership_change").Context(Today.AddDays(-1), "hiring")
            .Context(Today.AddDays(-3), "competitor").Context(Today.AddDays(-8), "expansion_interest").Context(Today.AddDays(-9), "feature_request");

        Assert.Equal("new leadership", account.View().Word("context.shakeup"));
        Assert.Equal("layoffs", account.View(Today.AddDays(-3)).Word("context.shakeup"));
        Assert.Equal([2, 3, 8, 9], Days(account, "context.shakeup_days", "context.competitor_days", "context.expansion_interest_days", "context.feature_request_days"));
        Assert.Equal("no competitor noted", new AccountBuilder().Context(Today, "hiring").View().WhyMissing("context.competitor_days"));
    }

    [Fact]
    public void Revenue_is_compared_with_what_it_was_90_days_before()
    {
        var account = new AccountBuilder().Says(Today.AddDays(-400), arr: 12_000).Says(Today.AddDays(-10), arr: 9_000);

        Assert.Equal(-0.25, account.View().Number("account.arr_change_90d"));
        Assert.Equal(0, account.View(Today.AddDays(-11)).Number("account.arr_change_90d"));
        Assert.Equal("no ARR of 90 days ago", new AccountBuilder().Says(Today.AddDays(-80), arr: 9).View().WhyMissing("account.arr_change_90d"));
    }

    [Fact]
    public void An_opportunity_is_open_until_the_day_of_its_outcome()
    {
        var account = new AccountBuilder().Opportunity("expansion", Today.AddDays(-1), "won").Opportunity("expansion", Today.AddDays(30)).Opportunity("renewal");

        Assert.Equal([1, 1], Days(account, "opportunities.open_expansion", "opportunities.open_renewal"));
        Assert.Equal(2, account.View(Today.AddDays(-2)).Number("opportunities.open_expansion"));
    }

    [Fact]
    public void A_renewal_date_that_passed_waits_for_somebody_to_say_what_became_of_it()
    {
        var account = new AccountBuilder().RenewsOn(Today.AddDays(-8));

        Assert.Equal(8, account.View().Number("renewal.lapsed_days"));
        Assert.Equal(0, account.View(Today.AddDays(-8)).Number("renewal.lapsed_days"));
        Assert.Equal(8, account.Outcome(Today.AddDays(-373)).View().Number("renewal.lapsed_days"));
        Assert.Equal(0, account.Outcome(Today.AddDays(-8), "churned").View().Number("renewal.lapsed_days"));
        Assert.Equal("no renewal date given", new AccountBuilder().View().WhyMissing("renewal.lapsed_days"));
    }

    [Fact]
    public void Who_owns_an_account_is_never_missing()
    {
        Assert.Equal(0, new AccountBuilder().View().Number("account.owned"));
        Assert.Equal(1, new AccountBuilder().OwnedBy("dana@example.com").View().Number("account.owned"));
    }

    private static IEnumerable<double?> Days(AccountBuilder account, params string[] signals) => signals.Select(name => account.View().Number(name));
}
