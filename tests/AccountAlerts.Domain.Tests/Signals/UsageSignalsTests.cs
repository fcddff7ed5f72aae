using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class UsageSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    private static AccountBuilder Steady(double perDay = 10, int days = 180) =>
        new AccountBuilder().UsesOnWorkdays("ines", "feature.reports", Today.AddDays(-days), Today, perDay);

    [Fact]
    public void Value_events_are_summed_over_the_window_and_sign_ins_are_none()
    {
        var view = Steady().UsesOnWorkdays("ines", "logins", Today.AddDays(-40), Today, 3).View();

        Assert.Equal(200, view.Number("usage.value_events_28d"));
        Assert.Equal(100, view.Number("usage.recent_14d"));
        Assert.Equal(100, view.Number("usage.expected_14d"));
        Assert.Equal(0, view.Number("usage.change_14d"));
    }

    [Fact]
    public void A_full_stop_shows_as_a_drop_after_six_days()
    {
        var stopped = new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-100), Today.AddDays(-6), 10);

        Assert.Equal(-0.428571429, stopped.CompleteThrough(FactStream.Usage, Today).View().Number("usage.change_14d"));
    }

    [Fact]
    public void Fewer_than_fifty_expected_events_tell_no_change()
    {
        Assert.Equal("too few events to tell a change", Steady(perDay: 4.9).View().WhyMissing("usage.change_14d"));
        Assert.Equal(0, Steady(perDay: 5).View().Number("usage.change_14d"));
    }

    [Fact]
    public void An_account_younger_than_14_days_has_no_trends()
    {
        var view = Steady().CreatedOn(Today.AddDays(-13)).View();

        Assert.Equal("younger than 14 days", view.WhyMissing("usage.change_14d"));
        Assert.Equal("younger than 14 days", view.WhyMissing("usage.regularity"));
    }

    [Fact]
    public void Windows_begin_no_earlier_than_the_account()
    {
        var created = Today.AddDays(-20);
        var view = new AccountBuilder().CompleteThrough(FactStream.Usage, Today).CreatedOn(created)
            .UsesDaily("ines", "reports", created.AddDays(-100), created.AddDays(-1), 100).UsesDaily("maria", "reports", created, Today).View();

        Assert.Equal(3, view.Number("usage.weeks_active_26"));
        Assert.Equal(3, view.Number("usage.active_weeks_8"));
        Assert.Equal(1, view.Number("people.active_90d"));
        Assert.Equal("maria", view.Champion!.Person.PersonId);
        Assert.Equal(1, view.ForPerson(view.PersonNamed("maria")).Number("person.value_share_90d"));
        Assert.Equal(2, view.Number("seats.used"));
    }

    [Fact]
    public void Weeks_before_the_first_row_are_not_held_against_an_account()
    {
        var view = Steady(days: 27).View();

        Assert.Equal(4, view.Number("usage.weeks_active_26"));
        Assert.Equal(1, view.Number("usage.regularity"));
    }

    [Fact]
    public void A_zero_is_no_activity_but_shows_that_the_stream_is_connected()
    {
        var view = new AccountBuilder().Uses("ines", "reports", Today.AddDays(-20), 0).View();

        Assert.Equal(0, view.Number("people.active_28d"));
        Assert.Equal(0, view.Number("usage.value_events_28d"));
        Assert.Equal("nobody active so far", view.WhyMissing("usage.silent_workdays"));
    }

    [Fact]
    public void Without_any_row_of_the_account_use_is_not_connected_whatever_others_have()
    {
        var view = new AccountBuilder().Connected(FactStream.Usage).View();

        Assert.Equal("not connected", view.WhyMissing("usage.value_events_28d"));
        Assert.Equal("not connected", view.WhyMissing("people.active_7d"));
    }

    [Fact]
    public void A_stale_source_makes_signals_missing_and_says_since_when()
    {
        var view = Steady().Stale(FactStream.Usage, new DateOnly(2026, 5, 10)).View();

        Assert.Equal("no data since 10 May 2026", view.WhyMissing("usage.silent_workdays"));
    }

    [Fact]
    public void Windows_end_at_the_last_complete_day_so_that_a_late_day_is_no_silence()
    {
        var late = new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-60), Today.AddDays(-3), 10)
            .CompleteThrough(FactStream.Usage, Today.AddDays(-3)).View();

        Assert.Equal(0, late.Number("usage.silent_workdays"));
        Assert.Equal(140, late.Number("usage.recent_14d"));
        Assert.Equal(Today.AddDays(-3), late.UsageThrough);
    }

    [Fact]
    public void Silence_counts_working_days_and_looks_back_from_the_last_active_one()
    {
        var view = Steady(days: 400).CompleteThrough(FactStream.Usage, Today).View();
        Assert.Equal(0, view.Number("usage.silent_workdays"));

        var silent = new AccountBuilder().UsesOnWorkdays("ines", "reports", Today.AddDays(-400), Today.AddDays(-17)).View();
        Assert.Equal(13, silent.Number("usage.silent_workdays"));
        Assert.Equal(8, silent.Number("usage.active_weeks_8"));

        var longGone = new AccountBuilder().UsesOnWorkdays("ines", "reports", Today.AddDays(-800), Today.AddDays(-500)).View();
        Assert.Equal(8, longGone.Number("usage.active_weeks_8"));
        Assert.Equal(0, longGone.Number("usage.weeks_active_26"));
    }

    [Fact]
    public void Stickiness_is_the_average_day_against_the_month()
    {
        var view = new AccountBuilder()
            .UsesDaily("ines", "reports", Today.AddDays(-27), Today)
            .UsesDaily("maria", "reports", Today.AddDays(-13), Today)
            .View();

        Assert.Equal(0.75, view.Number("usage.stickiness"));
    }

    [Fact]
    public void Features_used_counts_key_metrics_of_28_days()
    {
        var view = new AccountBuilder()
            .Uses("ines", "feature.reports", Today.AddDays(-27)).Uses("ines", "feature.boards", Today)
            .Uses("ines", "feature.exports", Today.AddDays(-28)).Uses("ines", "comments", Today).View();

        Assert.Equal(2, view.Number("features.used_28d"));
        Assert.Equal("no key feature used so far", new AccountBuilder().Uses("ines", "comments", Today).View().WhyMissing("features.used_28d"));
    }

    [Fact]
    public void A_metric_outside_the_table_counts_for_nothing()
    {
        var scene = Steady(days: 5);
        var facts = scene.Build();
        var known = scene.View(Today).Number("usage.value_events_28d");
        var entries = facts.Usage.Entries.ToArray().Append(new UsageEntry(Today.DayNumber, 1, 999, 50)).ToArray();
        var view = new AccountView(facts with { Usage = new UsageHistory(entries) }, scene.Frame(Today), scene.View().Models);

        Assert.Equal(known, view.Number("usage.value_events_28d"));
    }
}
