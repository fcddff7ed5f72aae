using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Which accounts are told as part of another.</summary>
internal sealed class MergedAccounts
{
    private readonly Dictionary<int, int> _into = [];
    private readonly AddressMatches _byAddress;
    private readonly Dictionary<int, List<int>> _members = [];

    public MergedAccounts(SqlSession session)
    {
        // A target that no row has named yet cannot stand for anybody.
        using var merged = session.Prepare(
            """
            SELECT a.id, a.merged_into FROM accounts AS a JOIN accounts AS target ON target.id = a.merged_into
            WHERE a.merged_into IS NOT NULL AND target.named = 1 ORDER BY a.id
            """);
        while (merged.Step())
            _into[merged.Int32(0)] = merged.Int32(1);
        _byAddress = new AddressMatches(session, RootOf);
        foreach (var (account, customer) in _byAddress.Into)
            _into[account] = customer;
        foreach (int account in _into.Keys)
        {
            int root = RootOf(account);
            if (root == account)
                continue;
            if (!_members.TryGetValue(root, out List<int>? members))
                _members[root] = members = [];
            members.Add(account);
        }
    }

    /// <summary>Why an account that no accounts row names is nobody's.</summary>
    public string WhyUnknown(int account) => _byAddress.Why.GetValueOrDefault(account, "it was merged into an account that no accounts row names");

    public bool IsEmpty => _members.Count == 0;

    /// <summary>Whether the same accounts are told as part of the same others.</summary>
    public bool IsSameAs(MergedAccounts other) =>
        _into.Count == other._into.Count && _into.All(pair => other._into.TryGetValue(pair.Key, out int into) && into == pair.Value);

    /// <summary>The account that stands for this one; itself if it is not merged.</summary>
    public int RootOf(int account)
    {
        var passed = new List<int>();
        while (_into.TryGetValue(account, out int target))
        {
            int circle = passed.IndexOf(account);
            if (circle >= 0)
                return passed[circle..].Min();
            passed.Add(account);
            account = target;
        }

        return account;
    }

    /// <summary>The accounts that this one stands for, without itself.</summary>
    public IReadOnlyList<int> MembersOf(int account) => _members.TryGetValue(account, out List<int>? members) ? members : [];
}
