using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class MovementSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Weeks_that_fall_one_after_the_other_are_counted_and_compared_over_four()
    {
        var account = new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-200), Today.AddDays(-35), 10);
        for (int week = 0; week < 5; week++)
            account.UsesDaily("ines", "reports", Today.AddDays((-7 * week) - 6), Today.AddDays(-7 * week), 5 + week);

        Assert.Equal(5, account.View().Number("usage.falling_weeks"));
        Assert.Equal(Math.Round(-4 / 9.0, 9), account.View().Number("usage.change_4w"));
        Assert.Equal(0, account.View(Today.AddDays(-40)).Number("usage.falling_weeks"));
    }

    [Fact]
    public void A_change_over_four_weeks_of_few_events_is_not_told()
    {
        Assert.Equal("too few events to tell a change", new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-100), Today, 3).View().WhyMissing("usage.change_4w"));
        Assert.Equal(
            "younger than five weeks",
            new AccountBuilder().CreatedOn(Today.AddDays(-33)).UsesDaily("ines", "reports", Today.AddDays(-33), Today, 30).View().WhyMissing("usage.change_4w"));
    }

    [Fact]
    public void Sign_ins_are_compared_in_whole_weeks_by_the_days_on_which_people_came()
    {
        var account = new AccountBuilder().UsesOnWorkdays("ines", "logins", Today.AddDays(-80), Today).UsesOnWorkdays("tom", "logins", Today.AddDays(-80), Today.AddDays(-14));

        Assert.Equal(-0.5, account.View().Number("people.change_14d"));
        Assert.Equal("too few people to tell a change", new AccountBuilder().Uses("ines", "logins", Today.AddDays(-60)).View().WhyMissing("people.change_14d"));
        Assert.Equal("use is not recorded by person", new AccountBuilder().UsesDaily(null, "logins", Today.AddDays(-60), Today).View().WhyMissing("people.change_14d"));
    }

    [Fact]
    public void Who_carries_the_work_is_named()
    {
        var account = new AccountBuilder().Person("ines", "Ines Ortega").Uses("ines", "reports", Today, 60).Uses("tom", "reports", Today.AddDays(-89), 20)
            .Uses("yuki", "reports", Today, 20).Uses("ravi", "logins", Today, 500).Uses("maria", "reports", Today.AddDays(-90), 900);
        var view = account.View();

        Assert.Equal((0.6, "Ines Ortega"), (view.Number("people.top_share_90d"), view.Read("people.top_share_90d").Note));
        Assert.Equal(3, view.Number("people.value_people_90d"));
        Assert.Equal("no use in 90 days", account.View(Today.AddDays(200)).WhyMissing("people.top_share_90d"));
    }

    [Fact]
    public void Departments_before_are_those_of_the_90_days_before_the_last_28()
    {
        var account = new AccountBuilder().Person("ines", department: "Finance").Person("tom", department: "Sales").Person("yuki", department: "Legal")
            .Uses("ines", "reports", Today).Uses("ines", "reports", Today.AddDays(-40)).Uses("tom", "reports", Today.AddDays(-117)).Uses("yuki", "reports", Today.AddDays(-118));

        Assert.Equal([2, 1], new[] { "departments.before_90d", "departments.active_28d" }.Select(name => account.View().Number(name)));
        Assert.Equal("no departments given", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("departments.before_90d"));
    }

    [Fact]
    public void A_feature_is_discovered_by_three_people_and_not_in_the_first_month()
    {
        var account = new AccountBuilder().Uses("ines", "feature.reports", Today.AddDays(-100)).Uses("ines", "feature.boards", Today.AddDays(-29)).Uses("tom", "feature.boards", Today.AddDays(-3));
        Assert.Equal(0, account.View().Number("features.discovered_30d"));

        account.Uses("yuki", "feature.boards", Today);
        Assert.Equal((1, "boards"), (account.View().Number("features.discovered_30d"), account.View().Read("features.discovered_30d").Note?.ToLowerInvariant()));
        Assert.Equal(0, account.View(Today.AddDays(1)).Number("features.discovered_30d"));
        Assert.Equal(0, new AccountBuilder().Uses("ines", "feature.a", Today.AddDays(-20)).Uses("tom", "feature.a", Today).Uses("yuki", "feature.a", Today).View().Number("features.discovered_30d"));
        Assert.Equal("no key feature used so far", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("features.discovered_30d"));
    }

    [Fact]
    public void A_feature_is_given_up_between_30_and_59_days_after_its_last_use_if_it_was_a_habit()
    {
        var account = new AccountBuilder().UsesDaily("ines", "feature.reports", Today.AddDays(-90), Today.AddDays(-30)).Uses("ines", "feature.boards", Today.AddDays(-40))
            .UsesDaily("ines", "feature.maps", Today.AddDays(-90), Today.AddDays(-29));

        Assert.Equal((1, "reports"), (account.View().Number("features.abandoned_30d"), account.View().Read("features.abandoned_30d").Note?.ToLowerInvariant()));
        Assert.Equal(1, account.View(Today.AddDays(30)).Number("features.abandoned_30d"));
        Assert.Equal(0, account.View(Today.AddDays(31)).Number("features.abandoned_30d"));
    }

    [Fact]
    public void Seats_taken_are_compared_by_the_gauge_or_by_who_is_known()
    {
        var gauge = new AccountBuilder().Uses(null, "seats_used", Today.AddDays(-31), 20).Uses(null, "seats_used", Today, 25);
        Assert.Equal(0.25, gauge.View().Number("seats.used_change_30d"));

        var people = new AccountBuilder().Person("ines", firstSeen: Today.AddDays(-200)).Person("tom", firstSeen: Today.AddDays(-30)).Person("yuki", firstSeen: Today.AddDays(-3))
            .Person("ravi", firstSeen: Today.AddDays(-90), deactivatedOn: Today.AddDays(-10)).Connected(FactStream.People);
        Assert.Equal(0, people.View().Number("seats.used_change_30d"));
        Assert.Equal("the seats taken 30 days ago are not known", new AccountBuilder().Person("ines", firstSeen: Today).View().WhyMissing("seats.used_change_30d"));
    }

    [Fact]
    public void Revenue_per_person_falls_with_the_contract_and_with_every_person_who_comes()
    {
        var account = new AccountBuilder().Says(arr: 12_000).Says(Today.AddDays(-10), arr: 10_000).UsesDaily("ines", "reports", Today.AddDays(-200), Today);

        Assert.Equal(10_000, account.View().Number("revenue.per_person"));
        Assert.Equal(Math.Round(-2_000 / 12_000.0, 9), account.View().Number("revenue.per_person_change_90d"));
        Assert.Equal(5_000, account.Uses("tom", "reports", Today).View().Number("revenue.per_person"));
        Assert.Equal("no ARR, or nobody active", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("revenue.per_person"));
        Assert.Equal("not long enough a customer to compare", new AccountBuilder().Says(arr: 5).Uses("ines", "reports", Today).View().WhyMissing("revenue.per_person_change_90d"));
    }

    [Fact]
    public void A_champion_has_left_when_they_were_deactivated_or_given_another_role()
    {
        var account = new AccountBuilder().Champion("ines", "Ines Ortega").PersonChanges("ines", Today.AddDays(-20), PersonRole.User)
            .Person("tom", "Tom Keller", PersonRole.Champion, deactivatedOn: Today.AddDays(-5)).Person("yuki", deactivatedOn: Today);
        var view = account.View();

        Assert.Equal((5, "Tom Keller"), (view.Number("champion.left_days"), view.Read("champion.left_days").Note));
        Assert.Equal(14, account.View(Today.AddDays(-6)).Number("champion.left_days"));
        Assert.Equal("no champion has left", account.View(Today.AddDays(-21)).WhyMissing("champion.left_days"));
    }

    [Fact]
    public void Nobody_is_the_champion_only_where_people_are_told_apart()
    {
        Assert.Equal(1, new AccountBuilder().Uses("ines", "reports", Today).View().Number("champion.known"));
        Assert.Equal(0, new AccountBuilder().Uses("ines", "logins", Today).View().Number("champion.known"));
        Assert.Equal("use is not recorded by person", new AccountBuilder().Uses(null, "reports", Today).View().WhyMissing("champion.known"));
        Assert.Equal("not connected", new AccountBuilder().View().WhyMissing("champion.known"));
    }
}
