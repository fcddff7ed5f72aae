using System.Runtime.CompilerServices;
using AccountAlerts.Domain;
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
public sealed class AccountNames
{
    private const int MostChoices = 5;
    private const int MostNear = 3;
    private const int LongestName = 200;

    /// <summary>Lists come from the store, which gives the same one until something changes. Many may ask at once: one of them builds.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<AccountRef>, Lazy<AccountNames>> Known = [];

    private readonly Dictionary<string, AccountRef> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AccountRef>> _byPlain = new(StringComparer.Ordinal);

    // By plain form, so that those that begin alike stand together; an account stands there by name and by id.
    private readonly (string Plain, AccountRef Account, bool IsName)[] _sorted;
    private readonly int _mostWords;

    private AccountNames(IReadOnlyList<AccountRef> accounts)
    {
        var sorted = new List<(string Plain, AccountRef Account, bool IsName)>(accounts.Count * 2);
        foreach (var account in accounts)
        {
            _byId.TryAdd(account.AccountId, account);
            string name = Plain(account.Name), id = Plain(account.AccountId);
            _mostWords = Math.Max(_mostWords, name.AsSpan().Count(' ') + 1);
            Add(name, account, isName: true);
            if (id != name)
                Add(id, account, isName: false);
        }

        sorted.Sort((a, b) => string.CompareOrdinal(a.Plain, b.Plain));
        _sorted = [.. sorted];

        void Add(string plain, AccountRef account, bool isName)
        {
            sorted.Add((plain, account, isName));
            if (!_byPlain.TryGetValue(plain, out var same))
                _byPlain[plain] = same = [];
            same.Add(account);
        }
    }

    public static NameMatch Find(string typed, IReadOnlyList<AccountRef> accounts)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(accounts);
        string name = Plain(typed);
        return name.Length == 0 ? new NameMatch.None([]) : Known.GetValue(accounts, list => new Lazy<AccountNames>(() => new AccountNames(list))).Value.Find(typed, name);
    }

    /// <summary>Accounts whose whole name stands in a text, the longest name first.</summary>
    public static IReadOnlyList<AccountRef> NamedIn(string text, IReadOnlyList<AccountRef> accounts)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(accounts);
        return Known.GetValue(accounts, list => new Lazy<AccountNames>(() => new AccountNames(list))).Value.In(Words(text));
    }

    /// <summary>Every run of words is looked up, as many words long as any name is.</summary>
    private AccountRef[] In(string[] words)
    {
        var found = new List<AccountRef>();
        for (int from = 0; from < words.Length; from++)
        {
            for (int count = 1; count <= Math.Min(_mostWords, words.Length - from); count++)
            {
                if (_byPlain.TryGetValue(string.Join(' ', words, from, count), out var same))
                    found.AddRange(same.Where(account => IsName(account, words.AsSpan(from, count))));
            }
        }

        return [.. found.Distinct().OrderByDescending(account => account.Name.Length).ThenBy(account => account.Name, StringComparer.Ordinal).ThenBy(account => account.AccountId, StringComparer.Ordinal)];
    }

    /// <summary>An id, which may be any number, is not a name.</summary>
    private static bool IsName(AccountRef account, ReadOnlySpan<string> words) => words.SequenceEqual(Words(account.Name));

    private NameMatch Find(string typed, string name)
    {
        // An id is written exactly or not at all; two names that differ only by case are still two accounts.
        if (_byId.TryGetValue(typed.Trim(), out var byId))
            return new NameMatch.One(byId);
        return Among(_byPlain.GetValueOrDefault(name) ?? [])
            ?? Among(BeginningWith(name))
            ?? Among(_sorted.Where(entry => entry.IsName && entry.Plain.Contains(' ' + name, StringComparison.Ordinal)).Select(entry => entry.Account))
            ?? Near(name);
    }

    private IEnumerable<AccountRef> BeginningWith(string name)
    {
        int low = 0, high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (string.CompareOrdinal(_sorted[middle].Plain, name) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < _sorted.Length && _sorted[low].Plain.StartsWith(name, StringComparison.Ordinal); low++)
            yield return _sorted[low].Account;
    }

    private static NameMatch? Among(IEnumerable<AccountRef> fitting)
    {
        AccountRef[] found = [.. fitting.Distinct().OrderBy(account => account.Name, StringComparer.Ordinal).ThenBy(account => account.AccountId, StringComparer.Ordinal).Take(MostChoices)];
        return found switch
        {
            [] => null,
            [var one] => new NameMatch.One(one),
            _ => new NameMatch.Several(found),
        };
    }

    /// <summary>One slip of the finger in a name of six letters or more is forgiven, if only one account is that near.</summary>
    private NameMatch Near(string name)
    {
        (AccountRef Account, int Distance)[] near =
        [
            .. _sorted.Select(entry => (entry.Account, Distance: Spelling.Distance(name, entry.Plain))).GroupBy(entry => entry.Account)
                .Select(entries => (Account: entries.Key, Distance: entries.Min(entry => entry.Distance)))
                .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Account.Name, StringComparer.Ordinal).ThenBy(pair => pair.Account.AccountId, StringComparer.Ordinal)
                .Take(MostNear),
        ];
        bool sure = near.Length > 0 && name.Length >= 6 && near[0].Distance <= Math.Max(1, name.Length / 6)
            && (near.Length == 1 || near[1].Distance > near[0].Distance);
        return sure ? new NameMatch.One(near[0].Account) : new NameMatch.None([.. near.Select(pair => pair.Account)]);
    }

    /// <summary>Lower case, with one blank for every run of anything that is neither letter nor digit.</summary>
    private static string Plain(string text) => string.Join(' ', Words(text.Length > LongestName ? text[..LongestName] : text));

    private static string[] Words(string text) =>
        new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
