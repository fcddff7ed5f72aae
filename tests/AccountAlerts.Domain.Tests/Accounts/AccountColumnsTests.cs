using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class AccountColumnsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void The_latest_value_up_to_the_day_counts_and_nothing_later()
    {
        var account = new AccountBuilder().Seats(5, Today.AddDays(-90)).Seats(9, Today.AddDays(-30)).Seats(50, Today.AddDays(1));

        Assert.Equal(9, account.View().Seats);
        Assert.Equal(5, account.View(Today.AddDays(-31)).Seats);
        Assert.Null(account.View(Today.AddDays(-91)).Seats);
    }

    [Fact]
    public void An_empty_cell_keeps_the_last_known_value()
    {
        var view = new AccountBuilder().Says(Today.AddDays(-90), arr: 1200, seats: 5).Says(Today.AddDays(-10), seats: 7).View();

        Assert.Equal(1200, view.Arr);
        Assert.Equal(7, view.Seats);
    }

    [Fact]
    public void The_first_source_in_order_that_ever_gave_a_value_wins_a_column()
    {
        var view = new AccountBuilder()
            .Says(Today.AddDays(-90), source: 0, owner: "noor@example.com")
            .Says(Today.AddDays(-10), source: 1, owner: "lee@example.com", plan: "gold").View();

        Assert.Equal("noor@example.com", view.OwnerEmail);
        Assert.Equal("gold", view.Columns.Plan);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_history_row_beats_the_imports_own_row_of_the_same_day(bool firstIsHistory, bool secondIsHistory)
    {
        var view = new AccountBuilder()
            .Says(Today, history: firstIsHistory, seats: firstIsHistory ? 8 : 3)
            .Says(Today, history: secondIsHistory, seats: secondIsHistory ? 8 : 3).View();

        Assert.Equal(8, view.Seats);
    }

    [Fact]
    public void Only_the_segment_falls_back_to_the_profile()
    {
        Assert.Equal("smb", new AccountBuilder().ProfileSegment("smb").View().Segment);
        Assert.Equal("enterprise", new AccountBuilder().ProfileSegment("smb").Segment("enterprise").View().Segment);
    }

    [Fact]
    public void An_account_exists_from_its_creation_or_else_from_its_earliest_dated_fact()
    {
        var account = new AccountBuilder().CreatedOn(null).Uses("ines", "reports", Today.AddDays(-40)).Nps(Today.AddDays(-50), 9);

        Assert.Equal(Today.AddDays(-50), account.View().CreatedOn);
        Assert.False(account.View(Today.AddDays(-51)).Exists);
        Assert.False(new AccountBuilder().CreatedOn(Today.AddDays(1)).View().Exists);
        Assert.True(new AccountBuilder().CreatedOn(Today).View().Exists);
    }

    [Fact]
    public void People_exist_from_the_day_they_were_first_seen_or_first_did_something()
    {
        var account = new AccountBuilder()
            .Person("ines", firstSeen: Today.AddDays(-3)).Uses("maria", "reports", Today.AddDays(-2)).Uses("tom", "reports", Today.AddDays(-2), 0)
            .Seen("yuki", Today).Person("ravi").Uses("ravi", "reports", Today.AddDays(1));

        Assert.Equal(["ines", "maria", "yuki"], account.View().People.Select(person => person.PersonId));
        Assert.Equal(["ines"], account.View(Today.AddDays(-3)).People.Select(person => person.PersonId));
    }

    [Fact]
    public void The_role_of_the_first_import_was_always_true_and_a_change_counts_from_its_day()
    {
        var account = new AccountBuilder().Person("ines", role: PersonRole.User, department: "Sales")
            .PersonChanges("ines", Today.AddDays(-5), PersonRole.Champion);

        Assert.Equal(PersonRole.User, account.View(Today.AddDays(-6)).RoleOf(account.View().PersonNamed("ines")));
        Assert.Equal(PersonRole.Champion, account.View().RoleOf(account.View().PersonNamed("ines")));
        Assert.Equal("Sales", account.View().DepartmentOf(account.View().PersonNamed("ines")));
    }
}
