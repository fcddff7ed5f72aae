namespace AccountAlerts.Domain.Accounts;

/// <summary>
/// Tells people who have the same address within an account, or of whom one of us said that they are the same, as one: what they did,
/// said and opened goes to whoever was known first, so that nobody counts twice. Not thread-safe.
/// </summary>
public sealed class PersonMerge
{
    private readonly Dictionary<string, int> _firsts = new(StringComparer.OrdinalIgnoreCase);

    public AccountFacts Join(AccountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Called(facts, Duplicates(facts.People)) is not { } into)
            return facts;
        int Of(int person) => into.GetValueOrDefault(person, person);
        return facts with
        {
            People = [.. facts.People.Where(person => !into.ContainsKey(person.Ordinal)).Select(person => Joined(person, facts.People, into))],
            Usage = Joined(facts.Usage, Of),
            Tickets = [.. facts.Tickets.Select(ticket => ticket with { Person = Of(ticket.Person) })],
            Feedback = [.. facts.Feedback.Select(feedback => feedback with { Person = Of(feedback.Person) })],
        };
    }

    /// <returns>By ordinal, who they are; null if nobody is there twice, as nearly always.</returns>
    private Dictionary<int, int>? Duplicates(IReadOnlyList<Person> people)
    {
        Dictionary<int, int>? into = null;
        _firsts.Clear();
        for (int i = 0; i < people.Count; i++)
        {
            if (AddressOf(people[i]) is not { } address || _firsts.TryAdd(address, people[i].Ordinal))
                continue;
            // Ordinals are given in the order in which people became known.
            int known = _firsts[address], other = people[i].Ordinal;
            if (other < known)
                throw new InvalidOperationException("People must come in the order of their ordinals.");
            (into ??= [])[other] = known;
        }

        return into;
    }

    /// <summary>Products often know people by their address alone.</summary>
    private static string? AddressOf(Person person) =>
        person.Email is { Length: > 0 } email ? email : person.PersonId.Contains('@', StringComparison.Ordinal) ? person.PersonId : null;

    /// <summary>And those whom one of us called the same.</summary>
    private static Dictionary<int, int>? Called(AccountFacts facts, Dictionary<int, int>? into)
    {
        foreach (var (one, other) in SaidSame.Pairs(facts.Said))
        {
            if (Of(one) is not { } a || Of(other) is not { } b || a == b)
                continue;
            into ??= [];
            var (first, second) = (Math.Min(a, b), Math.Max(a, b));
            foreach (int person in into.Where(known => known.Value == second).Select(known => known.Key).ToList())
                into[person] = first;
            into[second] = first;
        }

        return into;

        int? Of(string personId) =>
            facts.People.FirstOrDefault(person => person.PersonId == personId) is { Ordinal: var ordinal } ? into?.GetValueOrDefault(ordinal, ordinal) ?? ordinal : null;
    }

    private static Person Joined(Person first, IReadOnlyList<Person> people, Dictionary<int, int> into)
    {
        Person[] all = [first, .. people.Where(person => into.TryGetValue(person.Ordinal, out int known) && known == first.Ordinal)];
        return all.Length == 1 ? first : first with
        {
            Name = all.Select(person => person.Name).FirstOrDefault(name => name is not null),
            Email = all.Select(person => person.Email).FirstOrDefault(email => email is { Length: > 0 }),
            FirstSeen = all.Min(person => person.FirstSeen),
            // Gone is who is gone under every id.
            DeactivatedOn = all.All(person => person.DeactivatedOn is not null) ? all.Max(person => person.DeactivatedOn) : null,
            Versions = Joined(all),
            Moves = [.. all.SelectMany(person => person.Moves)],
            OtherIds = [.. all.Skip(1).Select(person => person.PersonId)],
        };
    }

    /// <summary>A role that any of them has; of several the one that weighs most: who is a champion in one place and a user in another is the champion.</summary>
    private static PersonVersion[] Joined(Person[] all) =>
    [
        .. all.SelectMany(person => person.Versions).Select(version => version.EffectiveOn).Distinct().Order().Select(day => new PersonVersion(
            day, all.Max(person => PersonHistory.RoleAt(person, day)), all.Select(person => PersonHistory.DepartmentAt(person, day)).FirstOrDefault(department => department is not null))),
    ];

    private static UsageHistory Joined(UsageHistory usage, Func<int, int> personOf)
    {
        var values = new Dictionary<(int, int, int), double>(usage.Entries.Length);
        foreach (ref readonly var entry in usage.Entries.Span)
        {
            var key = (entry.Day, personOf(entry.Person), entry.Metric);
            // Use under two ids on one day adds up; being seen does not.
            values[key] = entry.Metric == MetricTable.Sighting ? entry.Value : values.GetValueOrDefault(key) + entry.Value;
        }

        return new UsageHistory(values.Select(pair => new UsageEntry(pair.Key.Item1, pair.Key.Item2, pair.Key.Item3, pair.Value)).ToArray());
    }
}
