using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class KeyPeopleAndTrendSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void A_champion_changes_when_the_role_goes_or_comes_and_the_first_naming_is_no_change()
    {
        var account = new AccountBuilder().Champion("ines", "Ines Ortega").Person("maria", "Maria Lind");
        Assert.Equal("no change on record", account.View().WhyMissing("champion.changed_days"));
        Assert.Equal(1, account.View().Number("champion.exists"));

        account.PersonChanges("ines", Today.AddDays(-12), PersonRole.User).PersonChanges("maria", Today.AddDays(-5), PersonRole.Champion);
        Assert.Equal(5, account.View().Number("champion.changed_days"));
        Assert.Equal("Maria Lind", account.View().Read("champion.changed_days").Note);
        Assert.Equal(2, account.View(Today.AddDays(-10)).Number("champion.changed_days"));
        Assert.Equal(3, new AccountBuilder().Person("ines", role: PersonRole.Champion, deactivatedOn: Today.AddDays(-3)).View().Number("champion.changed_days"));
    }

    [Fact]
    public void A_former_champion_is_elsewhere_only_if_they_were_seen_at_one_other_customer_by_then()
    {
        var facts = new AccountBuilder().Person("ines", "Ines Ortega", PersonRole.Champion, deactivatedOn: Today.AddDays(-30)).View().Facts;
        SignalValue At(DateOnly day, params PersonMove[] moves)
        {
            var people = facts.People.Select(person => person with { Moves = moves }).ToArray();
            return new AccountView(facts with { People = people }, new AccountBuilder().View(day).Frame, DefaultHealthModels.All).Read(SignalCatalogue.Find("champion.moved_days")!);
        }

        PersonMove bolt = new(Today.AddDays(-10), 2, "Bolt"), calm = new(Today.AddDays(-3), 3, null);
        Assert.Equal((10.0, "Ines Ortega, now at Bolt"), (At(Today, bolt).Number, At(Today, bolt).Note));
        Assert.Equal("Ines Ortega, now at another customer", At(Today, calm).Note);
        Assert.False(At(Today, bolt, calm).Present);
        Assert.True(At(Today.AddDays(-4), bolt, calm).Present);
        Assert.False(At(Today.AddDays(-11), bolt).Present);
        Assert.False(At(Today.AddDays(-31), bolt with { On = Today.AddDays(-40) }).Present);
        Assert.False(At(Today).Present);
    }

    [Fact]
    public void An_account_without_anybody_has_no_champion_and_one_without_use_does_not_say()
    {
        Assert.Equal(0, new AccountBuilder().Uses(null, "reports", Today).View().Number("champion.exists"));
        Assert.Equal("not connected", new AccountBuilder().View().WhyMissing("champion.exists"));
    }

    [Fact]
    public void Only_a_named_champion_is_a_key_person()
    {
        var account = new AccountBuilder().UsesOnWorkdays("ines", "reports", Today.AddDays(-100), Today.AddDays(-14), 5);

        Assert.Equal(10, account.View().Number("champion.silent_workdays"));
        Assert.Equal("no champion named", account.View().WhyMissing("champion.named_silent_workdays"));
        Assert.Equal(10, account.Champion("ines").View().Number("champion.named_silent_workdays"));
    }

    [Fact]
    public void The_share_of_one_person_carries_their_name()
    {
        var view = new AccountBuilder().Person("ines", "Ines Ortega").Uses("ines", "reports", Today, 6).Uses("maria", "reports", Today.AddDays(-80), 3)
            .Uses("tom", "reports", Today.AddDays(-80), 1).Uses("tom", "reports", Today.AddDays(-90), 100).View();

        Assert.Equal((0.6, "Ines Ortega"), (view.Number("people.top_share_90d"), view.Read("people.top_share_90d").Note));
        Assert.Equal(2, view.Number("people.power_users_90d"));
        Assert.Equal("no use by people in 90 days", new AccountBuilder().Uses(null, "reports", Today).View().WhyMissing("people.top_share_90d"));
    }

    [Fact]
    public void People_with_a_habit_adoption_by_the_week_and_the_year_are_counted_over_the_accounts_own_time()
    {
        var account = new AccountBuilder().CreatedOn(Today.AddDays(-69)).Seats(4);
        for (int week = 0; week < 10; week++)
            account.Uses("ines", "reports", Today.AddDays(-7 * week));
        account.Uses("maria", "reports", Today).Uses("maria", "reports", Today.AddDays(-7)).Uses("maria", "reports", Today.AddDays(-69));

        var view = account.View();
        Assert.Equal([1, 1, 1], new[] { "people.regular_26w", "usage.regularity_12m", "usage.regularity" }.Select(name => view.Number(name)));
        Assert.Equal(0.325, view.Number("adoption.weekly_ratio"));
        Assert.Equal(0.5, view.Number("adoption.ratio_90d"));
        Assert.Equal("less than half a year to compare with", view.WhyMissing("people.change_26w"));
    }

    [Fact]
    public void The_worse_of_two_weeks_and_a_quarter_is_the_change_that_counts()
    {
        // A quarter at the usual ten a day, then two weeks at four.
        var account = new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-300), Today.AddDays(-14), 10).UsesDaily("ines", "reports", Today.AddDays(-13), Today, 4);

        Assert.Equal(-0.6, account.View().Number("usage.change_14d"));
        Assert.InRange(account.View().Number("usage.change_13w")!.Value, -0.1, -0.09);
        Assert.Equal(-0.6, account.View().Number("usage.change_worst"));
        Assert.Equal("less than four weeks to compare with", new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-100), Today, 10).View().WhyMissing("usage.change_13w"));
        Assert.Equal("too few events to tell a change", new AccountBuilder().Uses("ines", "reports", Today.AddDays(-300), 3).View().WhyMissing("usage.change_worst"));
    }

    [Fact]
    public void Falling_weeks_are_counted_back_from_the_last_one()
    {
        var account = new AccountBuilder();
        foreach (var (week, events) in new[] { 60, 70, 80, 90, 40 }.Select((events, week) => (week, events)))
            account.Uses("ines", "reports", Today.AddDays(-7 * week), events);
        account.Uses("ines", "reports", Today.AddDays(-60), 1);

        Assert.Equal(3, account.View().Number("usage.falling_weeks"));
        Assert.Equal(-1 / 3.0, account.View().Number("usage.fall")!.Value, 1e-8);
        Assert.Equal(0, new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-60), Today).View().Number("usage.fall"));
    }

    [Fact]
    public void Sign_ins_and_key_actions_have_their_own_measure()
    {
        var account = new AccountBuilder().UsesDaily("ines", "logins", Today.AddDays(-80), Today.AddDays(-14), 4).UsesDaily("ines", "logins", Today.AddDays(-13), Today, 2)
            .Uses("ines", "feature.reports", Today, 6).Uses("maria", "logins", Today);

        Assert.Equal(3, account.View().Number("usage.key_per_person_28d"));
        Assert.InRange(account.View().Number("usage.logins_change_14d")!.Value, -0.5, -0.48);
        Assert.Equal("no sign-ins recorded", new AccountBuilder().UsesDaily("ines", "reports", Today.AddDays(-80), Today).View().WhyMissing("usage.logins_change_14d"));
    }

    [Fact]
    public void Seats_grow_against_30_days_before_and_blocked_invitations_are_summed()
    {
        var account = new AccountBuilder().Uses(null, "seats_used", Today.AddDays(-30), 20).Uses(null, "seats_used", Today, 25).Uses(null, "invites_blocked", Today, 3);

        Assert.Equal(0.25, account.View().Number("seats.growth_30d"));
        Assert.Equal(3, account.View().Number("seats.invites_blocked_28d"));
        Assert.Equal("too few seats taken 30 days before", new AccountBuilder().Person("ines", firstSeen: Today.AddDays(-90)).View().WhyMissing("seats.growth_30d"));
        Assert.Equal("blocked invitations are not recorded", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("seats.invites_blocked_28d"));
    }

    [Fact]
    public void A_department_that_fell_silent_was_active_before()
    {
        var view = new AccountBuilder().Person("ines", department: "Sales").Person("maria", department: "Legal").Uses("ines", "reports", Today)
            .Uses("ines", "reports", Today.AddDays(-40)).Uses("maria", "reports", Today.AddDays(-40)).View();

        Assert.Equal([1, 2], new[] { "departments.active_28d", "departments.usual" }.Select(name => view.Number(name)));
    }

    [Fact]
    public void An_executive_who_fell_silent_is_told_by_name()
    {
        var view = new AccountBuilder().Person("ravi", "Ravi Nair", PersonRole.Executive).Uses("ravi", "reports", Today.AddDays(-21)).Uses("ines", "reports", Today).View();

        Assert.Equal((21, "Ravi Nair"), (view.Number("executive.days_silent"), view.Read("executive.days_silent").Note));
        Assert.Equal("no executive named, or never active", new AccountBuilder().Uses("ines", "reports", Today).View().WhyMissing("executive.days_silent"));
    }
}
