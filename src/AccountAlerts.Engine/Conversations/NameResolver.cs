using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Whom a name means.</summary>
public abstract record NameMatch
{
    public sealed record One(AccountRef Account) : NameMatch;

    /// <summary>Several fit equally well.</summary>
    public sealed record Several(IReadOnlyList<AccountRef> Accounts) : NameMatch;

    /// <summary>None fits; the nearest, best first.</summary>
    public sealed record None(IReadOnlyList<AccountRef> Nearest) : NameMatch;
}

/// <summary>Finds accounts by what people type: exactly, then by prefix, then by a part of the name, then with typing errors.</summary>
public static class NameResolver
{
    /// <summary>The most that an answer offers to choose from.</summary>
    public const int MostChoices = 5;

    private const int Nearest = 3;

    public static NameMatch Resolve(string typed, IReadOnlyList<AccountRef> accounts)
    {
        string wanted = Fold(typed);
        if (wanted.Length == 0)
            return new NameMatch.None([]);

        return By(account => account.AccountId == typed.Trim())
            ?? By(account => Fold(account.AccountId) == wanted || Fold(account.Name) == wanted)
            ?? By(account => Fold(account.Name).StartsWith(wanted, StringComparison.Ordinal) || Fold(account.AccountId).StartsWith(wanted, StringComparison.Ordinal))
            ?? By(account => Fold(account.Name).Contains(wanted, StringComparison.Ordinal))
            ?? Fuzzy(wanted, accounts);

        NameMatch? By(Func<AccountRef, bool> fits)
        {
            AccountRef[] found = [.. accounts.Where(fits).Take(MostChoices + 1)];
            return found.Length switch
            {
                0 => null,
                1 => new NameMatch.One(found[0]),
                _ => new NameMatch.Several([.. found.Take(MostChoices)]),
            };
        }
    }

    private static NameMatch Fuzzy(string wanted, IReadOnlyList<AccountRef> accounts)
    {
        // A typing error for every four letters is still the same name.
        int allowed = Math.Max(1, wanted.Length / 4);
        var near = accounts
            .Select(account => (Account: account, Distance: DistanceTo(wanted, account)))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Account.AccountId, StringComparer.Ordinal)
            .Take(MostChoices + 1).ToList();
        var meant = near.Where(pair => pair.Distance <= allowed && pair.Distance == near[0].Distance).Select(pair => pair.Account).ToList();
        return meant.Count switch
        {
            0 => new NameMatch.None([.. near.Take(Nearest).Select(pair => pair.Account)]),
            1 => new NameMatch.One(meant[0]),
            _ => new NameMatch.Several([.. meant.Take(MostChoices)]),
        };
    }

    /// <summary>To the whole name, or to its first words where less was typed.</summary>
    private static int DistanceTo(string wanted, AccountRef account)
    {
        string name = Fold(account.Name);
        int whole = Distance(wanted, name);
        int head = name.Length > wanted.Length ? Distance(wanted, name[..wanted.Length]) : whole;
        return Math.Min(Math.Min(whole, head), Distance(wanted, Fold(account.AccountId)));
    }

    private static string Fold(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        // Long names cannot be near a short word; and nobody types ten thousand characters.
        const int longest = 64;
        if (a.Length > longest)
            a = a[..longest];
        if (b.Length > longest)
            b = b[..longest];
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
