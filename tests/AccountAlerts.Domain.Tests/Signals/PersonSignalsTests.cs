using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class PersonSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Deactivation_counts_from_its_day()
    {
        var account = new AccountBuilder().Person("ines", deactivatedOn: Today.AddDays(-4)).Uses("ines", "reports", Today.AddDays(-30));
        var ines = account.View().PersonNamed("ines");

        Assert.Equal(4, account.View().ForPerson(ines).Number("person.deactivated_days"));
        Assert.Equal("not deactivated", account.View(Today.AddDays(-5)).ForPerson(ines).WhyMissing("person.deactivated_days"));
    }

    [Fact]
    public void The_share_of_somebody_deactivated_is_that_of_the_90_days_before()
    {
        var account = new AccountBuilder().Person("ines", deactivatedOn: Today.AddDays(-10))
            .Uses("ines", "reports", Today.AddDays(-100), 30).Uses("tom", "reports", Today.AddDays(-11), 70)
            .Uses("ines", "reports", Today.AddDays(-101), 900).Uses("tom", "reports", Today.AddDays(-10), 900);

        Assert.Equal(0.3, account.View().ForPerson(account.View().PersonNamed("ines")).Number("person.value_share_90d"));
    }

    [Fact]
    public void The_share_of_anybody_else_is_that_of_the_last_90_days()
    {
        var account = new AccountBuilder().Uses("ines", "reports", Today.AddDays(-89), 30).Uses("tom", "reports", Today, 70)
            .Uses("ines", "reports", Today.AddDays(-90), 900);

        Assert.Equal(0.3, account.View().ForPerson(account.View().PersonNamed("ines")).Number("person.value_share_90d"));
        Assert.Equal(89, account.View().ForPerson(account.View().PersonNamed("ines")).Number("person.days_silent"));
    }

    [Fact]
    public void Without_use_there_is_no_share()
    {
        var account = new AccountBuilder().Person("ines", firstSeen: Today.AddDays(-4)).Uses("tom", "logins", Today);
        var ines = account.View().ForPerson(account.View().PersonNamed("ines"));

        Assert.Equal("no use in those 90 days", ines.WhyMissing("person.value_share_90d"));
        Assert.Equal("ines was never active", ines.WhyMissing("person.days_silent"));
    }

    [Fact]
    public void Signals_of_the_account_can_be_read_with_a_person_in_mind_but_not_the_other_way_round()
    {
        var account = new AccountBuilder().Seats(7).Uses("ines", "reports", Today);
        var view = account.View();

        Assert.Equal(7, view.ForPerson(view.PersonNamed("ines")).Number("account.seats"));
        Assert.Throws<ArgumentException>(() => view.Read(SignalCatalogue.Find("person.days_silent")!));
    }
}
