using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class PeopleSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    private static AccountBuilder Account() => new AccountBuilder().CompleteThrough(FactStream.Usage, Today);

    [Fact]
    public void People_are_counted_once_within_the_window()
    {
        var account = Account().UsesDaily("ines", "reports", Today.AddDays(-100), Today).Uses("maria", "logins", Today.AddDays(-7))
            .Uses("tom", "reports", Today.AddDays(-28)).Uses("yuki", "reports", Today.AddDays(-90)).Uses("ravi", "reports", Today, 0);

        Assert.Equal([1, 2, 3], new[] { "people.active_7d", "people.active_28d", "people.active_90d" }.Select(name => account.View().Number(name)));
    }

    [Fact]
    public void Windows_begin_no_earlier_than_the_account()
    {
        var view = Account().CreatedOn(Today.AddDays(-10)).Uses("ines", "reports", Today.AddDays(-11)).Uses("maria", "reports", Today.AddDays(-10)).View();

        Assert.Equal(1, view.Number("people.active_28d"));
    }

    [Fact]
    public void Where_rows_name_nobody_sightings_count_and_else_the_gauge()
    {
        Assert.Equal(2, Account().Uses(null, "reports", Today).Seen("ines", Today).Seen("tom", Today.AddDays(-6)).View().Number("people.active_7d"));
        Assert.Equal(12, Account().Uses(null, "active_users", Today.AddDays(-9), 40).Uses(null, "active_users", Today.AddDays(-1), 12).View().Number("people.active_7d"));
        Assert.Equal("use is not recorded by person", Account().Uses(null, "reports", Today).View().WhyMissing("people.active_7d"));
        Assert.Equal(1, Account().Uses("ines", "reports", Today).Seen("tom", Today).View().Number("people.active_7d"));
    }

    [Fact]
    public void Sightings_alone_need_no_usage_stream() =>
        Assert.Equal(1, new AccountBuilder().Seen("ines", Today.AddDays(-3)).View().Number("people.active_7d"));

    [Fact]
    public void Adoption_is_people_of_28_days_by_seats()
    {
        var account = Account().Uses("ines", "reports", Today).Uses("tom", "reports", Today.AddDays(-27));

        Assert.Equal("no seats given", account.View().WhyMissing("adoption.ratio"));
        Assert.Equal(0.4, account.Seats(5).View().Number("adoption.ratio"));
    }

    [Fact]
    public void Seats_taken_are_the_gauge_and_else_the_people_who_are_still_there()
    {
        var account = Account().Seats(10).Uses("ines", "reports", Today).Person("tom", firstSeen: Today.AddDays(-50))
            .Person("yuki", firstSeen: Today.AddDays(-50), deactivatedOn: Today.AddDays(-1)).Person("ravi", firstSeen: Today.AddDays(1));

        Assert.Equal(2, account.View().Number("seats.used"));
        Assert.Equal(2, account.View(Today.AddDays(-2)).Number("seats.used"));
        Assert.Equal(0.9, account.Uses(null, "seats_used", Today.AddDays(-27), 9).View().Number("seats.used_ratio"));
        Assert.Equal("nobody known", Account().Seats(10).View().WhyMissing("seats.used_ratio"));
    }

    [Fact]
    public void Departments_count_while_one_of_their_people_is_active()
    {
        var view = Account().Person("ines", department: "Sales").Person("tom", department: "Legal").Person("yuki", department: "sales")
            .Uses("ines", "reports", Today).Uses("yuki", "reports", Today).Uses("tom", "reports", Today.AddDays(-28)).View();

        Assert.Equal(1, view.Number("departments.active_28d"));
        Assert.Equal("no departments given", Account().Uses("ines", "reports", Today).View().WhyMissing("departments.active_28d"));
    }

    [Fact]
    public void A_department_is_new_for_60_days_but_not_if_it_was_there_from_the_start()
    {
        var account = Account().Person("ines", department: "Sales").Person("tom", department: "Legal").Person("yuki", department: "Finance")
            .UsesDaily("ines", "reports", Today.AddDays(-100), Today).UsesDaily("tom", "reports", Today.AddDays(-59), Today)
            .UsesDaily("yuki", "reports", Today.AddDays(-60), Today);

        Assert.Equal(1, account.View().Number("departments.new_60d"));
        Assert.Equal(2, account.View(Today.AddDays(-1)).Number("departments.new_60d"));
        Assert.Equal(0, account.View(Today.AddDays(-61)).Number("departments.new_60d"));
    }

    [Fact]
    public void What_somebody_did_before_they_moved_was_done_by_their_former_department()
    {
        var view = Account().Person("ines", department: "Sales").PersonChanges("ines", Today.AddDays(-10), department: "Legal")
            .UsesDaily("ines", "reports", Today.AddDays(-100), Today).View();

        Assert.Equal(1, view.Number("departments.new_60d"));
    }
}
