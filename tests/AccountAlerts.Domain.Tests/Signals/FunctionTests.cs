using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Signals.Functions;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class FunctionTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void A_sum_takes_any_metric_and_any_window_and_a_day_without_a_row_is_zero()
    {
        var view = new AccountBuilder().Uses("ines", "reports", Today, 3).Uses("maria", "reports", Today.AddDays(-27), 4)
            .Uses("ines", "reports", Today.AddDays(-28), 100).Uses("ines", "boards", Today, 9).View();

        Assert.Equal(7, view.Number("sum(reports, 28d)"));
        Assert.Equal(7, view.Number("sum(usage.reports, 28d)"));
        Assert.Equal(107, view.Number("sum(reports, 29d)"));
        Assert.Equal(16, view.Number("sum(events, 28d)"));
        Assert.Equal(0, new AccountBuilder().Uses("ines", "reports", Today.AddDays(-90)).View().Number("sum(reports, 28d)"));
    }

    [Fact]
    public void What_nobody_ever_told_of_is_missing_and_so_is_what_is_late()
    {
        var account = new AccountBuilder().Uses("ines", "reports", Today);

        Assert.Equal("no use was ever told of invoices sent", account.View().WhyMissing("sum(invoices_sent, 28d)"));
        Assert.Equal("not connected", new AccountBuilder().View().WhyMissing("sum(reports, 28d)"));
        Assert.StartsWith("no data since", account.Stale(FactStream.Usage, Today.AddDays(-30)).View().WhyMissing("sum(reports, 28d)"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_has_a_latest_value_and_no_sum()
    {
        var view = new AccountBuilder().Metric(new MetricSetting("storage_gb", Kind: MetricKind.Gauge))
            .Uses(null, "storage_gb", Today.AddDays(-3), 40).Uses(null, "storage_gb", Today.AddDays(-9), 90).Uses("ines", "reports", Today).View();

        Assert.Equal(40, view.Number("latest(storage_gb, 28d)"));
        Assert.Contains("is a level", view.WhyMissing("sum(storage_gb, 28d)"), StringComparison.Ordinal);
        Assert.Contains("it is no level", view.WhyMissing("latest(reports, 28d)"), StringComparison.Ordinal);
        Assert.Equal("no storage gb in 2 days", view.WhyMissing("latest(storage_gb, 2d)"));
    }

    [Fact]
    public void People_are_counted_over_everything_or_over_one_metric_and_use_is_told_per_person()
    {
        var view = new AccountBuilder().Uses("ines", "reports", Today, 6).Uses("maria", "boards", Today.AddDays(-5), 2).View();

        Assert.Equal([2, 1, 3], new[] { "people(28d)", "people(reports, 28d)", "per_person(reports, 28d)" }.Select(call => view.Number(call)));
        Assert.Equal("use is not recorded by person", new AccountBuilder().Uses(null, "reports", Today).View().WhyMissing("people(28d)"));
    }

    [Fact]
    public void A_change_compares_the_same_weekdays_with_the_accounts_own_past()
    {
        // Ten a working day for twenty weeks, then five: weekends are zero on both sides.
        var account = new AccountBuilder().UsesOnWorkdays("ines", "reports", Today.AddDays(-167), Today.AddDays(-28), 10)
            .UsesOnWorkdays("ines", "reports", Today.AddDays(-27), Today, 5);

        Assert.Equal(200, account.View().Number("baseline(reports, 28d)"));
        Assert.Equal(-0.5, account.View().Number("change(reports, 28d)"));
        Assert.Equal(account.View().Number("usage.change_14d"), account.View().Number("change(events, 14d)"));

        // A Sunday more or less changes nothing.
        Assert.Equal(-0.5, account.View(Today.AddDays(1)).Number("change(reports, 28d)")!.Value, 1e-9);
    }

    [Fact]
    public void Below_its_floor_a_change_is_chance_and_missing()
    {
        var few = new AccountBuilder().UsesOnWorkdays("ines", "reports", Today.AddDays(-167), Today, 1).View();

        Assert.Equal("too few events to tell a change", few.WhyMissing("change(reports, 28d)"));
        Assert.Equal("too few people to tell a change", few.WhyMissing("change(people, 28d)"));
        Assert.Equal("younger than 14 days", new AccountBuilder().CreatedOn(Today.AddDays(-9)).UsesDaily("ines", "reports", Today.AddDays(-9), Today, 99).View()
            .WhyMissing("change(reports, 7d)"));
    }

    [Fact]
    public void People_are_compared_with_as_many_days_before()
    {
        var account = new AccountBuilder();
        for (int i = 0; i < 8; i++)
            account.UsesDaily($"p{i}", "reports", Today.AddDays(-60), i < 4 ? Today : Today.AddDays(-28));

        Assert.Equal(-0.5, account.View().Number("change(people, 28d)"));
    }

    [Fact]
    public void A_slope_is_the_rise_per_week_as_a_share_of_the_mean_week()
    {
        // 10, 20, 30, 40 events in four weeks: 10 more each week, of 25.
        var account = new AccountBuilder();
        for (int week = 0; week < 4; week++)
            account.Uses("ines", "reports", Today.AddDays(-7 * week), 40 - (10 * week));
        account.Uses("ines", "boards", Today.AddDays(-27), 0);

        Assert.Equal(0.4, account.View().Number("slope(reports, 28d)"));
        Assert.Equal("too little use to tell a trend", account.View(Today.AddDays(150)).WhyMissing("slope(reports, 28d)"));
    }

    [Fact]
    public void Days_since_and_share_are_told_of_one_metric()
    {
        var view = new AccountBuilder().Uses("ines", "reports", Today.AddDays(-12), 3).Uses("ines", "boards", Today, 1).Uses("ines", "logins", Today, 8).View();

        Assert.Equal(12, view.Number("days_since(reports)"));
        Assert.Equal(0.75, view.Number("share(reports, 28d)"));
        Assert.Equal("logins does not count among value events", view.WhyMissing("share(logins, 28d)"));
        Assert.Equal("no exports so far", new AccountBuilder().Uses("ines", "exports", Today, 0).View().WhyMissing("days_since(exports)"));
    }

    [Theory]
    [InlineData("sum(reports, 28d) >= 50", "sum(reports, 28d) >= 50")]
    [InlineData("change( people ,28d)<-20%", "change(people, 28d) < -20%")]
    [InlineData("sum(\"my metric\", 7d) > sum(boards, 7d)", "sum(\"my metric\", 7d) > sum(boards, 7d)")]
    [InlineData("days_since(reports) > 30d and people(28d) in [1, 2]", "days_since(reports) > 30d and people(28d) in [1, 2]")]
    public void A_call_stands_wherever_a_signal_does_and_prints_as_it_parses(string text, string printed)
    {
        var condition = Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(text, SignalVocabulary.Catalogue)).Condition;

        Assert.Equal(printed, condition.ToString());
        Assert.Equal(condition, Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(printed, SignalVocabulary.Catalogue)).Condition);
    }

    [Theory]
    [InlineData("sum(reports, 28d) > 60%", 21, "sum(reports, 28d) cannot be compared with 60%, which is a percentage; write a plain number, such as 50")]
    [InlineData("change(people, 28d) > 5", 23, "change(people, 28d) cannot be compared with 5, which has no unit; write a percentage, such as 60%")]
    [InlineData("smu(reports, 28d) > 5", 1, "there is no function 'smu'; did you mean sum?")]
    [InlineData("sum(reports) > 5", 1, "sum is written sum(metric, 28d)")]
    [InlineData("sum(28d) > 5", 1, "sum is written sum(metric, 28d)")]
    [InlineData("sum(people, 28d) > 5", 5, "sum counts a metric, or events; people are counted by people(28d) and change(people, 28d)")]
    [InlineData("sum(reports, 400d) > 5", 14, "the window of sum must be between 1d and 364d")]
    [InlineData("slope(events, 14d) > 5%", 15, "the window of slope must be between 21d and 364d")]
    [InlineData("sum(reports, 28) > 5", 14, "'28' is no argument of sum; expected a metric, or whole days such as 28d")]
    [InlineData("sum(reports 28d) > 5", 13, "'28d' cannot follow here; expected , or ) after the ( at column 4")]
    [InlineData("sum(reports, 28d", 17, "the end cannot follow here; expected , or ) after the ( at column 4")]
    [InlineData("sum(reports,", 13, "the end is no argument of sum; expected a metric, or whole days such as 28d")]
    [InlineData("people(28d)", 12, "people(28d) is not true or false by itself; compare it with a plain number, such as 50")]
    public void A_fault_names_its_column(string text, int column, string message)
    {
        var error = Assert.IsType<ParsedCondition.Invalid>(ConditionParser.Parse(text, SignalVocabulary.Catalogue)).Errors[0];

        Assert.Equal((column, message), (error.Column, error.Message));
    }

    [Fact]
    public void Evidence_keeps_what_a_call_saw()
    {
        var view = new AccountBuilder().Uses("ines", "reports", Today, 3).View();
        var condition = Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse("sum(reports, 28d) < 5", SignalVocabulary.Catalogue)).Condition;

        Assert.Equal(Truth.True, condition.Evaluate(view));
        Assert.Equal(("sum(reports, 28d)", 3.0), (condition.Evidence(view)[0].Signal, condition.Evidence(view)[0].Value.Number));
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("sum()")]
    [InlineData("sum(reports, 28d) + 1)")]
    [InlineData("(sum(reports, 28d))")]
    [InlineData(")")]
    public void Anything_but_one_call_is_no_signal(string text) => Assert.Null(SignalFunctions.Find(text));
}
