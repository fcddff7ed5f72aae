using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Accounts;

/// <summary>Who is called the same as somebody else is one person, until told apart.</summary>
public sealed class PersonMergeTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Who_is_called_the_same_counts_once_on_all_days_and_keeps_what_is_known_of_either()
    {
        var facts = Joined(Same("ines", "i.ortega", 3));

        var ines = Assert.Single(facts.People, person => person.PersonId == "ines");
        Assert.Equal(("Ines Ortega", "io@acme.example"), (ines.Name, ines.Email));
        Assert.True(ines.IsKnownAs("i.ortega"));
        Assert.Equal(["ines", "paul"], facts.People.Select(person => person.PersonId));
        Assert.Equal(2, ActiveOn(Today.AddDays(-10), facts));
    }

    [Fact]
    public void Told_apart_they_are_two_again_and_so_is_who_was_joined_over_them()
    {
        var facts = Joined(Same("ines", "i.ortega", 5), Same("i.ortega", "paul", 4), Apart("paul", 3));
        Assert.Equal(3, facts.People.Count);

        facts = Joined(Same("ines", "i.ortega", 5), Apart("ines", 4), Same("ines", "paul", 3));
        Assert.Equal(["ines", "i.ortega"], facts.People.Select(person => person.PersonId));
    }

    [Fact]
    public void Whom_the_product_knows_by_address_alone_is_who_has_that_address()
    {
        var facts = new AccountBuilder().Person("crm-1", "Ines Ortega", email: "ines@acme.example").Person("INES@acme.example").Person("tom@acme.example").Build();

        Assert.Equal(["crm-1", "tom@acme.example"], new PersonMerge().Join(facts).People.Select(person => person.PersonId));
    }

    [Fact]
    public void Whom_no_source_knows_any_more_is_called_in_vain() => Assert.Equal(3, Joined(Same("ines", "gone", 3)).People.Count);

    [Fact]
    public void Whatever_is_called_the_same_nothing_that_was_done_is_lost_or_doubled() => Prop.ForAll(
        Gen.Choose(0, 5).Two().ListOf().ToArbitrary(),
        pairs =>
        {
            var story = new AccountBuilder();
            for (int i = 0; i < 6; i++)
                story.Person($"p{i}", email: i < 2 ? "same@acme.example" : null).UsesOnWorkdays($"p{i}", "reports", Today.AddDays(-20), Today, i + 1);
            var facts = story.Build();
            var joined = new PersonMerge().Join(facts with { Said = [.. pairs.Select((pair, at) => Same($"p{pair.Item1}", $"p{pair.Item2}", 40 - (at % 30)))] });

            // Two of the six have one address; each pair that leads somewhere new makes one less.
            var groups = Enumerable.Range(0, 6).ToArray();
            foreach (var (one, other) in pairs.Prepend((0, 1)))
            {
                int from = groups[one], to = groups[other];
                groups = [.. groups.Select(group => group == from ? to : group)];
            }

            Assert.Equal(groups.Distinct().Count(), joined.People.Count);
            Assert.Equal(facts.Usage.Entries.ToArray().Sum(entry => entry.Value), joined.Usage.Entries.ToArray().Sum(entry => entry.Value), 6);
            Assert.All(joined.Usage.Entries.ToArray(), entry => Assert.Contains(joined.People, person => person.Ordinal == entry.Person));
        }).QuickCheckThrowOnFailure();

    /// <summary>Long before anybody said so.</summary>
    private static double? ActiveOn(DateOnly day, AccountFacts facts) => new AccountView(facts, Story().View(day).Frame, DefaultHealthModels.All).Number("people.active_28d");

    private static AccountFacts Joined(params SaidFact[] said) => new PersonMerge().Join(Story().Build() with { Said = said });

    private static AccountBuilder Story() => new AccountBuilder().Person("ines", "Ines Ortega").Person("i.ortega", email: "io@acme.example").Person("paul", "Paul Berg")
        .UsesOnWorkdays("ines", "reports", Today.AddDays(-60), Today.AddDays(-1)).UsesOnWorkdays("i.ortega", "reports", Today.AddDays(-60), Today.AddDays(-1))
        .UsesOnWorkdays("paul", "reports", Today.AddDays(-60), Today.AddDays(-1));

    private static SaidFact Same(string one, string other, int daysAgo) => Said(SaidKinds.Same, one, other, daysAgo);

    private static SaidFact Apart(string one, int daysAgo) => Said(SaidKinds.Apart, one, null, daysAgo);

    private static SaidFact Said(string kind, string value, string? other, int daysAgo) => new(
        $"s{daysAgo}", new DateTimeOffset(Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), kind, "dana@example.com", value, null, null, other);
}
