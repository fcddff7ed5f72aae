using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Somebody is known twice, as one of us says; or is not.</summary>
internal static class SameRules
{
    private const int MostShown = 6;

    public static SaidOutcome Of(SaidCommand.Same said, SaidScene scene)
    {
        if (said.Person is null)
            return Choose($"Who is known twice at {scene.Name}? Or type: same {scene.Account.AccountId}: Ines Ortega = i.ortega", [.. PeopleNames.Everybody(scene.Facts).Take(MostShown)], scene, id => said with { Person = id });
        var (one, unclear) = Find(said.Person, null, scene, id => said with { Person = id });
        if (one is null)
            return unclear;
        if (said.Other is null)
        {
            return Choose(
                $"Who else is {Name(one)}? Or type: same {scene.Account.AccountId}: {one.PersonId} = and the other name, address or id.",
                Likely(one, scene.Facts), scene, id => said with { Person = one.PersonId, Other = id });
        }

        if (one.IsKnownAs(said.Other))
            return SaidOutcome.Ask($"{Name(one)} is one person already.");
        var (other, which) = Find(said.Other, one, scene, id => said with { Person = one.PersonId, Other = id });
        return other is null ? which : new SaidOutcome.Keep(
            new Saying(SaidKinds.Same) { Value = one.PersonId, InsteadOf = other.PersonId, Note = $"{Name(one)} and {Sign(other)} are one person" },
            $"{Name(one)} and {Sign(other)} are one person at {scene.Name} now: what both did counts once, on all days.");
    }

    public static SaidOutcome Of(SaidCommand.Apart said, SaidScene scene)
    {
        var called = SaidSame.Pairs(scene.Facts.Said);
        Person[] joined = [.. scene.Facts.People.Where(person => called.Any(pair => person.IsKnownAs(pair.One) && person.IsKnownAs(pair.Other)))];
        if (joined.Length == 0)
            return SaidOutcome.Ask($"Nobody at {scene.Name} was called the same as somebody else. Who has one address is one person: that only your sources can change.");
        if (said.Person is null)
            return Choose($"Who at {scene.Name} is not one person?", [.. joined.Take(MostShown).Select(person => new AccountRef(person.Ordinal, person.PersonId, Name(person)))], scene, id => said with { Person = id });
        var (one, unclear) = Find(said.Person, null, scene, id => said with { Person = id });
        if (one is null)
            return unclear;
        return !joined.Contains(one)
            ? SaidOutcome.Ask($"Nobody said that {Name(one)} is known twice.")
            : new SaidOutcome.Keep(
                new Saying(SaidKinds.Apart) { Value = called.First(pair => one.IsKnownAs(pair.One)).One, Note = $"{Name(one)} is not one person" },
                $"{Name(one)} and who was called the same are told apart again at {scene.Name}.");
    }

    /// <summary>Who has nearly the same name first.</summary>
    private static IReadOnlyList<AccountRef> Likely(Person one, AccountFacts facts)
    {
        var others = PeopleNames.Everybody(facts, one);
        IReadOnlyList<AccountRef> near = PeopleNames.FindAnybody(one.Label, facts, one) switch
        {
            NameMatch.One match => [match.Account],
            NameMatch.Several several => several.Accounts,
            NameMatch.None none => none.Nearest,
            _ => [],
        };
        return [.. near.Concat(others).DistinctBy(person => person.Id).Take(MostShown)];
    }

    private static (Person? Found, SaidOutcome Unclear) Find(string typed, Person? but, SaidScene scene, Func<string, SaidCommand> again)
    {
        switch (PeopleNames.FindAnybody(typed, scene.Facts, but))
        {
            case NameMatch.One { Account.Id: var ordinal }:
                return (scene.Facts.People.First(person => person.Ordinal == ordinal), SaidOutcome.Ask(""));
            case NameMatch.Several several:
                return (null, Choose("Which one do you mean?", several.Accounts, scene, again));
            case NameMatch.None { Nearest.Count: > 0 } none:
                return (null, Choose($"There is no \"{PlainText.Clean(typed, 60)}\" at {scene.Name}. Did you mean one of these?", none.Nearest, scene, again));
            default:
                return (null, SaidOutcome.Ask(but is null ? $"Nobody is known at {scene.Name} yet." : $"Nobody but {Name(but)} is known at {scene.Name}."));
        }
    }

    private static SaidOutcome.Told Choose(string text, IReadOnlyList<AccountRef> people, SaidScene scene, Func<string, SaidCommand> again) => new(
        DeskAnswers.Say(people.Count == 0 ? $"Nobody is known at {scene.Name} yet." : text) with
        {
            Buttons = [.. people.Select(person => new Button(Actions.Command, person.Name, again(person.AccountId).Again(scene.Account.AccountId)))],
        });

    private static string Name(Person person) => PlainText.Clean(person.Label, 60);

    /// <summary>Of two with one name the second is told by its address or id.</summary>
    private static string Sign(Person person) => PlainText.Clean(person.Email ?? person.PersonId, 60);
}
