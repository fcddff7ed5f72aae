using System.Collections.Immutable;
using System.Text.Json;
using AccountAlerts.Engine;

namespace AccountAlerts.Teams.Installations;

/// <summary>Something that Teams said, under a name of its own.</summary>
internal interface ITeamsRecord
{
    string Key { get; }
}

/// <summary>
/// Answers from memory what Teams said. The service keeps it in the store, since an event reaches one replica only and a restart must not
/// forget it; what another replica stored is known here within seconds.
/// </summary>
/// <param name="scope">Of the stored values.</param>
internal sealed class TeamsRecords<T>(string scope, IProductValues values, TeamsMemory memory, TimeProvider machineClock)
    where T : class, ITeamsRecord
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, T> _all = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    private long? _readAt;
    private int _version;

    /// <summary>In ordinal order of their keys.</summary>
    public IEnumerable<T> All => Current().Values;

    /// <summary>All of them; another object once anything may have changed.</summary>
    public ImmutableSortedDictionary<string, T> Snapshot => Current();

    public T? Find(string key) => Current().GetValueOrDefault(key);

    /// <summary>Stores what is new; what is as before costs nothing.</summary>
    public async Task KeepAsync(T record, CancellationToken cancellation)
    {
        if (Find(record.Key)?.Equals(record) == true)
            return;
        lock (_gate)
        {
            _all = _all.SetItem(record.Key, record);
            _version++;
        }

        if (memory.Keeps)
            await values.SetAsync(scope, record.Key, JsonSerializer.Serialize(record), cancellation);
    }

    // Whoever asks for a place cannot wait; values answer from a local file or within a millisecond.
    private ImmutableSortedDictionary<string, T> Current()
    {
        int version;
        lock (_gate)
        {
            if (_readAt is { } at && (!memory.Keeps || machineClock.GetElapsedTime(at) < Fresh))
                return _all;
            _readAt = machineClock.GetTimestamp();
            version = _version;
        }

        var read = values.ListAsync(scope, CancellationToken.None).GetAwaiter().GetResult().Values
            .Select(json => JsonSerializer.Deserialize<T>(json)).OfType<T>().ToImmutableSortedDictionary(record => record.Key, record => record, StringComparer.Ordinal);
        lock (_gate)
        {
            // What was learnt here meanwhile is newer than what was read.
            if (version == _version)
                _all = read;
            return _all;
        }
    }
}
