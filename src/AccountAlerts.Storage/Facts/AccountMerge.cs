using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Storage.Facts;

/// <summary>Tells merged accounts' facts as one account's. Its own columns stay; people and everything dated come along.</summary>
internal static class AccountMerge
{
    public static AccountFacts Join(AccountFacts root, AccountFacts member)
    {
        List<Person> people = [.. root.People];
        Dictionary<int, int> ordinals = Admit(people, member.People);
        int Of(int person) => ordinals.GetValueOrDefault(person);
        return root with
        {
            People = people,
            Usage = Join(root.Usage, member.Usage, Of),
            Tickets = [.. root.Tickets, .. member.Tickets.Select(ticket => ticket with { Person = Of(ticket.Person) })],
            Feedback = [.. root.Feedback, .. member.Feedback.Select(feedback => feedback with { Person = Of(feedback.Person) })],
            Invoices = [.. root.Invoices, .. member.Invoices],
            Touchpoints = [.. root.Touchpoints, .. member.Touchpoints],
            Milestones = [.. root.Milestones, .. member.Milestones.Where(theirs => root.Milestones.All(ours => ours.Name != theirs.Name))],
            Context = [.. root.Context, .. member.Context],
            Said = member.Said.Count == 0
                ? root.Said
                : [.. root.Said.Concat(member.Said).OrderBy(said => said.At)],
            Contracts = [.. root.Contracts, .. member.Contracts],
            Opportunities = [.. root.Opportunities, .. member.Opportunities],
            Outcomes = [.. root.Outcomes, .. member.Outcomes.Where(theirs => root.Outcomes.All(ours => ours.RenewalOn != theirs.RenewalOn))],
        };
    }

    /// <returns>The new ordinals of the member's people; somebody both accounts know is one person.</returns>
    private static Dictionary<int, int> Admit(List<Person> people, IReadOnlyList<Person> others)
    {
        var known = people.ToDictionary(person => person.PersonId, person => person.Ordinal, StringComparer.Ordinal);
        int next = people.Count == 0 ? 1 : people.Max(person => person.Ordinal) + 1;
        var ordinals = new Dictionary<int, int>();
        foreach (Person person in others)
        {
            if (!known.TryGetValue(person.PersonId, out int ordinal))
            {
                ordinal = next++;
                people.Add(person with { Ordinal = ordinal });
            }

            ordinals[person.Ordinal] = ordinal;
        }

        return ordinals;
    }

    private static UsageHistory Join(UsageHistory ours, UsageHistory theirs, Func<int, int> personOf)
    {
        if (theirs.Entries.IsEmpty)
            return ours;
        if (ours.Entries.IsEmpty)
            return new UsageHistory(Array.ConvertAll(theirs.Entries.ToArray(), entry => entry with { Person = personOf(entry.Person) }));
        var values = new Dictionary<(int, int, int), double>();
        foreach (UsageEntry entry in ours.Entries.Span)
            values[(entry.Day, entry.Person, entry.Metric)] = entry.Value;
        foreach (UsageEntry entry in theirs.Entries.Span)
        {
            (int, int, int) key = (entry.Day, personOf(entry.Person), entry.Metric);
            // Use in two places on one day adds up; being seen does not.
            values[key] = entry.Metric == MetricTable.Sighting ? entry.Value : values.GetValueOrDefault(key) + entry.Value;
        }

        return new UsageHistory(values.Select(pair => new UsageEntry(pair.Key.Item1, pair.Key.Item2, pair.Key.Item3, pair.Value)).ToArray());
    }
}
