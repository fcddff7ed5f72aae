using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Accounts;

/// <summary>What teammates say of roles stands before the sources until these say something else.</summary>
public sealed class SaidRolesTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Who_is_named_is_the_champion_from_that_day_on_and_that_is_a_change()
    {
        var account = new AccountBuilder().Champion("maria", "Maria Lind").Person("ines", "Ines Ortega").Build() with { Said = [Said("ines", 3, "maria")] };

        Assert.Equal("maria", ChampionOn(account, Today.AddDays(-4)));
        Assert.Equal("ines", ChampionOn(account, Today.AddDays(-3)));
        Assert.Equal(3, View(account, Today).Number("champion.changed_days"));
    }

    [Fact]
    public void The_first_naming_of_all_is_no_change()
    {
        var account = new AccountBuilder().Person("ines", "Ines Ortega").Build() with { Said = [Said("ines", 3, null)] };

        Assert.Equal(true, View(account, Today).Champion?.Named);
        Assert.Equal("no change on record", View(account, Today).WhyMissing("champion.changed_days"));
    }

    [Fact]
    public void A_source_that_names_somebody_else_later_wins_again()
    {
        var story = new AccountBuilder().Champion("maria").Person("ines").Person("paul").PersonChanges("maria", Today.AddDays(-5), PersonRole.User)
            .PersonChanges("paul", Today.AddDays(-5), PersonRole.Champion);
        var account = story.Build() with { Said = [Said("ines", 10, "maria")] };

        Assert.Equal("ines", ChampionOn(account, Today.AddDays(-6)));
        Assert.Equal("paul", ChampionOn(account, Today));
        Assert.Equal(PersonRole.User, View(account, Today).RoleOf(View(account, Today).PersonNamed("ines")));
    }

    [Fact]
    public void A_source_that_says_the_same_again_changes_nothing()
    {
        var story = new AccountBuilder().Champion("maria").Person("ines").PersonChanges("maria", Today.AddDays(-5), PersonRole.Champion, "Sales");
        var account = story.Build() with { Said = [Said("ines", 10, "maria")] };

        Assert.Equal("ines", ChampionOn(account, Today));
        Assert.Equal("Sales", View(account, Today).DepartmentOf(View(account, Today).PersonNamed("maria")));
    }

    [Fact]
    public void The_last_word_counts_and_an_executive_is_named_beside_others()
    {
        var facts = new AccountBuilder().Person("maria", role: PersonRole.Executive).Person("ines").Person("paul").Build();
        var account = facts with { Said = [Said("ines", 9, null), Said("paul", 8, null), Said("ines", 7, "maria", SaidKinds.Executive), Said("gone", 6, null)] };

        Assert.Equal("paul", ChampionOn(account, Today));
        Assert.Equal(["ines", "maria"], View(account, Today).Facts.People.Where(person => View(account, Today).RoleOf(person) == PersonRole.Executive).Select(person => person.PersonId).Order());
    }

    [Fact]
    public void Of_a_person_whom_a_source_gives_another_role_later_the_source_speaks_again()
    {
        var story = new AccountBuilder().Person("ines").Person("paul").PersonChanges("paul", Today.AddDays(-5), PersonRole.Champion);
        var account = story.Build() with { Said = [Said("ines", 11, null), Said("paul", 10, null, SaidKinds.Executive)] };

        Assert.Equal("ines", ChampionOn(account, Today.AddDays(-6)));
        Assert.Equal("paul", ChampionOn(account, Today));
    }

    [Fact]
    public void Nothing_said_leaves_the_same_facts()
    {
        var facts = new AccountBuilder().Champion("maria").Build();
        Assert.Same(facts, SaidRoles.Apply(facts));
        Assert.Equal("maria", SaidRoles.Holders(facts, PersonRole.Champion, Today));
        Assert.Null(SaidRoles.Holders(facts, PersonRole.Executive, Today));
    }

    private static string? ChampionOn(AccountFacts facts, DateOnly day) => View(facts, day).Champion?.Person.PersonId;

    private static AccountView View(AccountFacts facts, DateOnly day) => new(SaidRoles.Apply(facts), new AccountBuilder().Frame(day), DefaultHealthModels.All);

    private static SaidFact Said(string person, int daysAgo, string? insteadOf, string kind = SaidKinds.Champion) => new(
        $"{person}-{daysAgo}", new DateTimeOffset(Today.AddDays(-daysAgo), new TimeOnly(9, 0), TimeSpan.Zero), kind, "dana@example.com", person, null, null, insteadOf);
}
