using AccountAlerts.Engine;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>Remembers in memory what the product remembers; hand the same instance on to play a restart or a second replica.</summary>
public sealed class MemoryValues : IProductValues
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Scope, string Key), string> _values = new(Comparer<(string Scope, string Key)>.Create((a, b) =>
        string.CompareOrdinal(a.Scope, b.Scope) is var scope && scope != 0 ? scope : string.CompareOrdinal(a.Key, b.Key)));

    public Task<string?> GetAsync(string scope, string key, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_values.GetValueOrDefault((scope, key)));
    }

    public Task<IReadOnlyDictionary<string, string>> ListAsync(string scope, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyDictionary<string, string>>(new SortedDictionary<string, string>(
                _values.Where(entry => entry.Key.Scope == scope).ToDictionary(entry => entry.Key.Key, entry => entry.Value), StringComparer.Ordinal));
        }
    }

    public Task SetAsync(string scope, string key, string? value, CancellationToken cancellation)
    {
        lock (_lock)
            Store(scope, key, value);
        return Task.CompletedTask;
    }

    public Task<bool> TrySetAsync(string scope, string key, string? expected, string? value, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_values.GetValueOrDefault((scope, key)) != expected)
                return Task.FromResult(false);
            Store(scope, key, value);
            return Task.FromResult(true);
        }
    }

    private void Store(string scope, string key, string? value)
    {
        if (value is null)
            _values.Remove((scope, key));
        else
            _values[(scope, key)] = value;
    }
}
