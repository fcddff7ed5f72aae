namespace AccountAlerts.Storage.Facts;

/// <summary>What an import holds for each account that its rows name, found by the id without allocating for ids seen before.</summary>
internal sealed class StagedAccounts<T>(Func<string, T> create)
    where T : class
{
    private readonly Dictionary<string, T> _byName = new(StringComparer.Ordinal);
    private readonly List<(string Id, T Account)> _all = [];
    private bool _inOrder = true;
    private string? _lastId;
    private T? _last;

    public int Count => _all.Count;

    public T this[ReadOnlySpan<char> accountId]
    {
        get
        {
            // Rows usually come account by account.
            if (_last is not null && accountId.SequenceEqual(_lastId))
                return _last;
            Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!bySpan.TryGetValue(accountId, out string? id, out T? account))
            {
                id = accountId.ToString();
                string stored = WellFormed.Of(id);
                if (stored == id || !_byName.TryGetValue(stored, out account))
                    account = _byName[stored] = Create(stored);
                _byName[id] = account;
            }

            _lastId = id;
            _last = account;
            return account;
        }
    }

    /// <summary>Each account once, in ordinal order of its id.</summary>
    public IEnumerable<T> InOrder()
    {
        if (!_inOrder)
            _all.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        _inOrder = true;
        return _all.Select(entry => entry.Account);
    }

    private T Create(string id)
    {
        // Files mostly come sorted, and sorting a hundred thousand names takes longer than looking at them.
        _inOrder = _inOrder && (_all.Count == 0 || string.CompareOrdinal(_all[^1].Id, id) < 0);
        T account = create(id);
        _all.Add((id, account));
        return account;
    }
}
