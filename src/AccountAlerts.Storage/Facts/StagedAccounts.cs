namespace AccountAlerts.Storage.Facts;

/// <summary>What an import holds for each account that its rows name, found by the id without allocating for ids seen before.</summary>
internal sealed class StagedAccounts<T>(Func<string, T> create)
    where T : class
{
    private readonly Dictionary<string, T> _accounts = new(StringComparer.Ordinal);
    private string? _lastId;
    private T? _last;

    public int Count => _accounts.Count;

    public IEnumerable<T> All => _accounts.Values;

    public T this[ReadOnlySpan<char> accountId]
    {
        get
        {
            // Rows usually come account by account.
            if (_last is not null && accountId.SequenceEqual(_lastId))
                return _last;
            Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> bySpan = _accounts.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!bySpan.TryGetValue(accountId, out string? id, out T? account))
            {
                id = accountId.ToString();
                string stored = WellFormed.Of(accountId);
                if (stored == id || !_accounts.TryGetValue(stored, out account))
                    account = _accounts[stored] = create(stored);
                _accounts[id] = account;
            }

            _lastId = id;
            _last = account;
            return account;
        }
    }

    /// <summary>Each account once, in ordinal order of its id.</summary>
    public IEnumerable<T> InOrder() =>
        _accounts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value).Distinct();
}
