using AccountAlerts.Domain.Accounts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class ChampionSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    private static AccountBuilder Account() => new AccountBuilder().CompleteThrough(FactStream.Usage, Today);

    [Fact]
    public void A_named_champion_is_the_champion_however_little_they_do()
    {
        var view = Account().Champion("ines", "Ines Ortega").Uses("ines", "reports", Today.AddDays(-9))
            .UsesOnWorkdays("maria", "reports", Today.AddDays(-90), Today, 20).View();

        Assert.Equal(1, view.Number("champion.named"));
        Assert.Equal("Ines Ortega", view.Read("champion.named").Note);
        Assert.Equal(9, view.Number("champion.days_silent"));
        Assert.Equal("Ines Ortega", view.Read("champion.days_silent").Note);
    }

    [Fact]
    public void Without_a_named_one_it_is_whoever_made_most_value_events_in_180_days()
    {
        var view = Account().Uses("ines", "reports", Today.AddDays(-180), 1000).Uses("maria", "reports", Today.AddDays(-179), 20)
            .Uses("tom", "logins", Today, 500).Uses("tom", "reports", Today, 19).View();

        Assert.Equal("maria", view.Champion!.Person.PersonId);
        Assert.Equal(0, view.Number("champion.named"));
    }

    [Fact]
    public void A_champion_named_later_is_not_yet_the_champion()
    {
        var account = Account().Uses("maria", "reports", Today.AddDays(-2), 20).Person("ines").PersonChanges("ines", Today, PersonRole.Champion);

        Assert.Equal("ines", account.View().Champion!.Person.PersonId);
        Assert.Equal("maria", account.View(Today.AddDays(-1)).Champion!.Person.PersonId);
    }

    [Fact]
    public void Somebody_deactivated_is_no_champion_from_that_day_on()
    {
        var account = Account().Person("ines", role: PersonRole.Champion, deactivatedOn: Today).Uses("maria", "reports", Today.AddDays(-2));

        Assert.Equal("maria", account.View().Champion!.Person.PersonId);
        Assert.Equal("ines", account.View(Today.AddDays(-1)).Champion!.Person.PersonId);
    }

    [Fact]
    public void Nobody_is_called_the_most_active_user_by_a_late_source_but_a_named_champion_stays_named()
    {
        var account = new AccountBuilder().Uses("maria", "reports", Today.AddDays(-20)).Stale(FactStream.Usage, Today.AddDays(-20));

        Assert.Null(account.View().Number("champion.named"));
        Assert.StartsWith("no data since", account.View().WhyMissing("champion.named"), StringComparison.Ordinal);
        Assert.Equal(1, account.Champion("ines").View().Number("champion.named"));
    }

    [Theory]
    [InlineData("deploy-bot", null, null)]
    [InlineData("p1", "API import", null)]
    [InlineData("p1", null, "no-reply@amber.example")]
    [InlineData("p1", null, "service.account@amber.example")]
    public void What_is_named_like_a_machine_is_no_champion(string id, string? name, string? email)
    {
        var view = Account().Person(id, name, email: email).Uses(id, "reports", Today, 500).Uses("maria", "reports", Today).View();

        Assert.Equal("maria", view.Champion!.Person.PersonId);
    }

    [Theory]
    [InlineData("Botond Service-Smith", true)]
    [InlineData("Grace Talbot", false)]
    [InlineData("Capi Reyes", false)]
    public void Only_whole_words_make_a_machine(string name, bool machine)
    {
        var view = Account().Person("p1", name).Uses("p1", "reports", Today, 500).Uses("maria", "reports", Today).View();

        Assert.Equal(machine ? "maria" : "p1", view.Champion!.Person.PersonId);
    }

    [Fact]
    public void Whoever_is_active_on_all_days_of_two_months_is_a_machine()
    {
        var account = Account().UsesDaily("p1", "reports", Today.AddDays(-59), Today, 50).Uses("maria", "reports", Today);

        Assert.Equal("maria", account.View().Champion!.Person.PersonId);
        Assert.Equal("p1", account.View(Today.AddDays(-1)).Champion!.Person.PersonId);
    }

    [Fact]
    public void Silence_is_counted_in_the_champions_own_working_days()
    {
        // Mondays and Wednesdays for half a year; last on Wednesday 13 May, then 23 days of silence with 3 Mondays and 3 Wednesdays.
        var account = Account().Champion("ines");
        for (var day = Today.AddDays(-200); day <= new DateOnly(2026, 5, 13); day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday)
                account.Uses("ines", "reports", day);
        }

        var view = account.View();
        Assert.Equal(23, view.Number("champion.days_silent"));
        Assert.Equal(6, view.Number("champion.silent_workdays"));
        Assert.Equal(4.6, view.Number("champion.silence_vs_usual"));
        Assert.Equal(0, view.Number("champion.thin_history"));
    }

    [Fact]
    public void Without_habits_the_working_days_are_Monday_to_Friday_and_the_history_is_thin()
    {
        var view = Account().Champion("ines").Uses("ines", "reports", Today.AddDays(-30)).Uses("ines", "reports", Today.AddDays(-14)).View();

        Assert.Equal(10, view.Number("champion.silent_workdays"));
        Assert.Equal(0.875, view.Number("champion.silence_vs_usual"));
        Assert.Equal(1, view.Number("champion.thin_history"));
    }

    [Fact]
    public void One_rare_long_pause_does_not_stretch_the_usual_gap()
    {
        var view = Account().Champion("ines").UsesDaily("ines", "reports", Today.AddDays(-150), Today.AddDays(-80))
            .UsesDaily("ines", "reports", Today.AddDays(-50), Today.AddDays(-10)).View();

        Assert.Equal(10, view.Number("champion.silence_vs_usual"));
    }

    [Fact]
    public void A_champion_who_was_never_active_has_no_silence()
    {
        var view = Account().Champion("ines", "Ines").Uses("maria", "reports", Today).View();

        Assert.Equal("Ines was never active", view.WhyMissing("champion.days_silent"));
        Assert.Equal("no champion known", Account().Uses(null, "reports", Today).View().WhyMissing("champion.days_silent"));
    }

    [Fact]
    public void A_sighting_breaks_the_silence()
    {
        var view = Account().Champion("ines").Uses("ines", "reports", Today.AddDays(-30)).Seen("ines", Today.AddDays(-2)).View();

        Assert.Equal(2, view.Number("champion.days_silent"));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(7, 0)]
    public void Colleagues_are_steady_at_80_percent_of_what_they_usually_do(double recently, double steady)
    {
        var account = Account().Champion("ines").UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-14), 100)
            .UsesDaily("maria", "reports", Today.AddDays(-90), Today.AddDays(-14), 10).UsesDaily("maria", "reports", Today.AddDays(-13), Today, recently);

        Assert.Equal(steady, account.View().Number("people.colleagues_steady"));
    }

    [Fact]
    public void Without_colleagues_nobody_is_steady_or_not() =>
        Assert.Equal(
            "nobody else used the product before",
            Account().Champion("ines").UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-14)).View().WhyMissing("people.colleagues_steady"));
}
