using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Finds somebody at an account by what people type: address, id or name, like accounts are found.</summary>
internal static class PeopleNames
{
    private const int MostShown = 6;
    private const int UseDays = 90;

    /// <summary>
    /// "champion acme ines ortega" has nothing between the two names: the account is the longest beginning that is surely one.
    /// </summary>
    public static SaidCommand Parted(SaidCommand.OfPerson said, IReadOnlyList<AccountRef> accounts)
    {
        string[] words = said.Account.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int count = words.Length; said.Person is null && count > 0; count--)
        {
            string account = string.Join(' ', words, 0, count);
            if (AccountNames.Find(account, accounts) is not NameMatch.One)
                continue;
            string person = string.Join(' ', words, count, words.Length - count);
            return said with { Account = account, Person = person.Length == 0 ? null : person };
        }

        return said;
    }

    /// <summary>Everybody who was ever there, besides some; told apart by address or id where somebody may be known twice.</summary>
    public static IReadOnlyList<AccountRef> Everybody(AccountFacts facts, Person? but = null) => [.. facts.People.Where(person => person.Ordinal != but?.Ordinal).Select(Distinct)];

    /// <summary>Finds somebody, those who left among them.</summary>
    public static NameMatch FindAnybody(string typed, AccountFacts facts, Person? but = null)
    {
        string exact = typed.Trim();
        Person[] known =
        [
            .. facts.People.Where(person => person.Ordinal != but?.Ordinal && (person.IsKnownAs(exact) || exact.Equals(person.Email, StringComparison.OrdinalIgnoreCase))),
        ];
        return known is [var one]
            ? new NameMatch.One(Distinct(one))
            : AccountNames.Find(exact, [.. facts.People.Where(person => person.Ordinal != but?.Ordinal).Select(Ref)]) switch
            {
                NameMatch.One found => new NameMatch.One(Told(found.Account)),
                NameMatch.Several several => new NameMatch.Several([.. several.Accounts.Select(Told)]),
                NameMatch.None none => new NameMatch.None([.. none.Nearest.Select(Told)]),
                var other => other,
            };

        AccountRef Told(AccountRef found) => Distinct(facts.People.First(person => person.Ordinal == found.Id));
    }

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

    /// <summary>Those to choose from in a form: by name, so that it changes only with the people; of too many those who were there most.</summary>
    public static IReadOnlyList<InputOption> Choices(AccountFacts facts, DateOnly today, Person? but = null) =>
    [
        .. MostSeen(facts, today, CardDialogs.MostChoices + 1).Where(person => person.Id != but?.Ordinal).Take(CardDialogs.MostChoices)
            .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.AccountId, StringComparer.Ordinal)
            .Select(person => new InputOption(person.AccountId, person.Name)),
    ];

    /// <summary>Who comes to mind first: whoever was there on most days of a quarter.</summary>
    public static IReadOnlyList<AccountRef> MostSeen(AccountFacts facts, DateOnly today, int most = MostShown)
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
                .ThenBy(person => person.AccountId, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>"Ines Ortega (ines@acme.example)".</summary>
    private static AccountRef Distinct(Person person)
    {
        string label = PlainText.Clean(person.Label, 60), sign = PlainText.Clean(person.Email ?? person.PersonId, 60);
        return new AccountRef(person.Ordinal, person.PersonId, label == sign ? label : $"{label} ({sign})");
    }

    private static AccountRef Ref(Person person) => new(person.Ordinal, person.PersonId, PlainText.Clean(person.Label, 60));
}
