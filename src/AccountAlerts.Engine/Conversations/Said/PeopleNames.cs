using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Finds somebody at an account by what people type: address, id or name, like accounts are found.</summary>
internal static class PeopleNames
{
    private const int MostShown = 6;
    private const int UseDays = 90;

    /// <summary>Everybody who is still there.</summary>
    public static IReadOnlyList<AccountRef> Of(AccountFacts facts, DateOnly today) =>
        [.. facts.People.Where(person => !(person.DeactivatedOn <= today)).Select(Ref)];

    public static NameMatch Find(string typed, AccountFacts facts, DateOnly today)
    {
        var there = Of(facts, today);
        Person[] byAddress =
        [
            .. facts.People.Where(person => !(person.DeactivatedOn <= today) && person.Email is { } email && email.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase)),
        ];
        return byAddress is [var one] ? new NameMatch.One(Ref(one)) : AccountNames.Find(typed, there);
    }

    /// <summary>Who comes to mind first: whoever was there on most days of a quarter.</summary>
    public static IReadOnlyList<AccountRef> MostSeen(AccountFacts facts, DateOnly today)
    {
        var days = new Dictionary<int, HashSet<int>>();
        foreach (var entry in facts.Usage.Entries.Span)
        {
            if (entry.Person == 0 || entry.Day > today.DayNumber || entry.Day <= today.DayNumber - UseDays)
                continue;
            if (!days.TryGetValue(entry.Person, out var seen))
                days[entry.Person] = seen = [];
            seen.Add(entry.Day);
        }

        return
        [
            .. Of(facts, today).OrderByDescending(person => days.GetValueOrDefault(person.Id)?.Count ?? 0).ThenBy(person => person.Name, StringComparer.Ordinal)
                .ThenBy(person => person.AccountId, StringComparer.Ordinal).Take(MostShown),
        ];
    }

    private static AccountRef Ref(Person person) => new(person.Ordinal, person.PersonId, PlainText.Clean(person.Label, 60));
}
