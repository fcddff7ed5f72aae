using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Which account somebody means.</summary>
public abstract record NameMatch
{
    public sealed record One(AccountRef Account) : NameMatch;

    /// <summary>Several begin like that: at most five, by name.</summary>
    public sealed record Several(IReadOnlyList<AccountRef> Accounts) : NameMatch;

    /// <summary>None is meant for sure; at most three near ones, nearest first.</summary>
    public sealed record None(IReadOnlyList<AccountRef> Nearest) : NameMatch;
}

/// <summary>Finds accounts by what people type: the whole name or id first, then how it begins, then what is near.</summary>
public static class AccountNames
{
    private const int MostChoices = 5;
    private const int MostNear = 3;

    public static NameMatch Find(string typed, IReadOnlyList<AccountRef> accounts)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(accounts);
        string name = Plain(typed);
        if (name.Length == 0)
            return new NameMatch.None([]);

        // An id is written exactly or not at all; two names that differ only by case are still two accounts.
        if (accounts.FirstOrDefault(account => account.AccountId == typed.Trim()) is { } byId)
            return new NameMatch.One(byId);
        return Among(accounts, account => Plain(account.Name) == name || Plain(account.AccountId) == name)
            ?? Among(accounts, account => Plain(account.Name).StartsWith(name, StringComparison.Ordinal)
                || Plain(account.AccountId).StartsWith(name, StringComparison.Ordinal))
            ?? Among(accounts, account => Plain(account.Name).Contains(' ' + name, StringComparison.Ordinal))
            ?? Near(name, accounts);
    }

    private static NameMatch? Among(IReadOnlyList<AccountRef> accounts, Func<AccountRef, bool> fits)
    {
        AccountRef[] found = [.. accounts.Where(fits).OrderBy(account => account.Name, StringComparer.Ordinal).Take(MostChoices)];
        return found switch
        {
            [] => null,
            [var one] => new NameMatch.One(one),
            _ => new NameMatch.Several(found),
        };
    }

    /// <summary>One slip of the finger in a name of six letters or more is forgiven, if only one account is that near.</summary>
    private static NameMatch Near(string name, IReadOnlyList<AccountRef> accounts)
    {
        (AccountRef Account, int Distance)[] near =
        [
            .. accounts.Select(account => (account, Math.Min(Distance(name, Plain(account.Name)), Distance(name, Plain(account.AccountId)))))
                .OrderBy(pair => pair.Item2).ThenBy(pair => pair.account.Name, StringComparer.Ordinal).Take(MostNear),
        ];
        bool sure = near.Length > 0 && name.Length >= 6 && near[0].Distance <= Math.Max(1, name.Length / 6)
            && (near.Length == 1 || near[1].Distance > near[0].Distance);
        return sure ? new NameMatch.One(near[0].Account) : new NameMatch.None([.. near.Select(pair => pair.Account)]);
    }

    /// <summary>Lower case, with one blank for every run of anything that is neither letter nor digit.</summary>
    private static string Plain(string text) =>
        string.Join(' ', new string([.. text.Take(200).Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Letters to insert, delete, replace or swap with their neighbour; names beyond 60 letters count as far.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > 60 || b.Length > 60)
            return int.MaxValue;
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
