namespace AccountAlerts.Domain.Accounts;

/// <summary>Which accounts are part of which. An account that would be above itself is nobody's part: the tree has no circles.</summary>
public sealed class AccountTree
{
    private readonly Dictionary<int, List<int>> _children = [];

    /// <param name="parents">By account, the one it is part of.</param>
    public AccountTree(IReadOnlyDictionary<int, int> parents)
    {
        ArgumentNullException.ThrowIfNull(parents);
        Circles = [.. CirclesOf(parents)];
        var tops = Circles.Select(circle => circle[0]).ToHashSet();
        foreach (var (child, parent) in parents.OrderBy(pair => pair.Key))
        {
            if (tops.Contains(child))
                continue;
            if (!_children.TryGetValue(parent, out var children))
                _children[parent] = children = [];
            children.Add(child);
        }
    }

    public static AccountTree Empty { get; } = new(new Dictionary<int, int>());

    /// <summary>Accounts that are told to be above each other, the one that stands above the others now first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Circles { get; }

    /// <summary>Accounts that have others below them, in ascending order.</summary>
    public IEnumerable<int> Heads => _children.Keys.Order();

    public bool IsHead(int account) => _children.ContainsKey(account);

    /// <summary>The account and everything below it, itself first, each once and in an order that never changes.</summary>
    public IReadOnlyList<int> Under(int account)
    {
        var all = new List<int> { account };
        for (int i = 0; i < all.Count; i++)
        {
            if (_children.TryGetValue(all[i], out var children))
                all.AddRange(children);
        }

        return all;
    }

    private static IEnumerable<IReadOnlyList<int>> CirclesOf(IReadOnlyDictionary<int, int> parents)
    {
        var done = new HashSet<int>();
        foreach (int start in parents.Keys.Order())
        {
            var path = new List<int>();
            int at = start;
            while (done.Add(at))
            {
                path.Add(at);
                if (!parents.TryGetValue(at, out at))
                    break;
            }

            int first = path.IndexOf(at);
            if (first < 0 || !parents.ContainsKey(path[^1]) || parents[path[^1]] != at)
                continue;
            // From the smallest key on, so that it does not matter where somebody began to look.
            var circle = path[first..];
            int top = circle.IndexOf(circle.Min());
            yield return [.. circle[top..], .. circle[..top]];
        }
    }
}
