namespace AccountAlerts.Domain.Accounts;

/// <summary>
/// Lets what teammates say of a champion or an executive stand before what the sources say, from the day on which it was said until a
/// source names somebody else than it did then.
/// </summary>
public static class SaidRoles
{
    /// <summary>The people with the roles in force; what the sources themselves say stays in <see cref="AccountFacts.SourcePeople"/>.</summary>
    public static AccountFacts Apply(AccountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var people = Apply(facts.People, facts, SaidKinds.Executive, PersonRole.Executive, alone: false);
        people = Apply(people, facts, SaidKinds.Champion, PersonRole.Champion, alone: true);
        return ReferenceEquals(people, facts.People) ? facts : facts with { People = people, NamedBySources = facts.People };
    }

    /// <summary>Whom the sources give a role on a day: what is remembered with what somebody says instead.</summary>
    public static string? Holders(AccountFacts facts, PersonRole role, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Holders(facts.SourcePeople, role, day) is { Length: > 0 } held ? held : null;
    }

    /// <param name="alone">True for a role that one person has: whoever else has it is a user then.</param>
    private static IReadOnlyList<Person> Apply(IReadOnlyList<Person> people, AccountFacts facts, string kind, PersonRole role, bool alone)
    {
        SaidFact[] said = [.. facts.Said.Where(fact => fact.Kind == kind && people.Any(person => person.PersonId == fact.Value))];
        if (said.Length == 0)
            return people;
        var first = said[0].Day;
        var chosen = new List<(DateOnly Day, string? Person)>();
        SaidFact? standing = null;
        foreach (var day in facts.SourcePeople.Concat(people).SelectMany(person => person.Versions).Select(version => version.EffectiveOn).Where(day => day >= first)
            .Concat(said.Select(fact => fact.Day)).Distinct().Order())
        {
            standing = said.LastOrDefault(fact => fact.Day == day) ?? standing;
            // The sources have changed their mind since: theirs is the news.
            if (standing is not null && (Holders(facts.SourcePeople, role, day) != (standing.InsteadOf ?? "") || HasMoved(facts.SourcePeople, standing, day)))
                standing = null;
            chosen.Add((day, standing?.Value));
        }

        return [.. people.Select(person => Told(person, first, chosen, role, alone))];
    }

    private static Person Told(Person person, DateOnly first, List<(DateOnly Day, string? Person)> chosen, PersonRole role, bool alone)
    {
        var versions = person.Versions.Where(version => version.EffectiveOn < first).ToList();
        var (was, department) = (PersonHistory.RoleAt(person, first.AddDays(-1)), PersonHistory.DepartmentAt(person, first.AddDays(-1)));
        bool changed = false;
        foreach (var (day, named) in chosen)
        {
            var own = PersonHistory.RoleAt(person, day);
            var now = named is null ? own : named == person.PersonId ? role : alone && own == role ? PersonRole.User : own;
            // Nothing said of a role keeps the last one, so that its end has to be said.
            now ??= was is null ? null : PersonRole.User;
            changed |= now != own;
            string? place = PersonHistory.DepartmentAt(person, day);
            if (now != was || place != department)
                versions.Add(new PersonVersion(day, now, place));
            (was, department) = (now, place);
        }

        return changed ? person with { Versions = versions } : person;
    }

    /// <summary>Whether the sources give the person that was named another role than on the day it was said.</summary>
    private static bool HasMoved(IReadOnlyList<Person> people, SaidFact said, DateOnly day) =>
        people.Any(person => person.PersonId == said.Value && PersonHistory.RoleAt(person, day) != PersonHistory.RoleAt(person, said.Day));

    private static string Holders(IReadOnlyList<Person> people, PersonRole role, DateOnly day) => string.Join(
        ';', people.Where(person => PersonHistory.RoleAt(person, day) == role).Select(person => person.PersonId).Order(StringComparer.Ordinal));
}
