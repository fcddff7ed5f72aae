using System.Collections.Concurrent;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Slack.Installations;

namespace AccountAlerts.Slack.People;

/// <summary>Something that Slack said of a workspace, and when.</summary>
public interface ISlackRecord
{
    string Team { get; }

    /// <summary>By which it is asked for, in lower case: an address, a channel's name.</summary>
    string Key { get; }

    /// <summary>By the machine's clock.</summary>
    DateTimeOffset CheckedAt { get; }
}

/// <summary>Answers from memory what Slack said; the service keeps it in the store, so that a restart does not depend on Slack.</summary>
/// <param name="scope">Of the stored values.</param>
/// <param name="life">How long it counts without asking again.</param>
/// <param name="seen">Told of every record that becomes known, for other ways to find it.</param>
internal sealed class SlackRecords<T>(
    string scope, IProductValues values, SlackMemory memory, TimeProvider machineClock, Func<T, TimeSpan> life, Action<T>? seen = null)
    where T : class, ISlackRecord
{
    private readonly ConcurrentDictionary<(string Team, string Key), T> _all = new();
    private readonly Lock _gate = new();
    private bool _loaded;

    public IReadOnlyCollection<T> All
    {
        get
        {
            Load();
            return [.. _all.Values];
        }
    }

    public T? Find(string team, string key)
    {
        Load();
        return _all.GetValueOrDefault((team, key.ToLowerInvariant()));
    }

    /// <summary>A clock that was set back by more than a life makes nothing eternal.</summary>
    public bool IsFresh(T? record) =>
        record is not null && machineClock.GetUtcNow() - record.CheckedAt is var age && age < life(record) && age > -life(record);

    public async Task KeepAsync(T record, CancellationToken cancellation)
    {
        Load();
        _all[(record.Team, record.Key)] = record;
        seen?.Invoke(record);
        if (memory.Keeps)
            await values.SetAsync(scope, $"{record.Team}/{record.Key}", JsonSerializer.Serialize(record), cancellation);
    }

    /// <summary>Once, at the first question: whoever asks for a place cannot wait, and values answer from a local file or memory.</summary>
    public void Load()
    {
        if (Volatile.Read(ref _loaded))
            return;
        lock (_gate)
        {
            if (_loaded)
                return;
            foreach (string json in values.ListAsync(scope, CancellationToken.None).GetAwaiter().GetResult().Values)
            {
                if (JsonSerializer.Deserialize<T>(json) is { } record && _all.TryAdd((record.Team, record.Key), record))
                    seen?.Invoke(record);
            }

            Volatile.Write(ref _loaded, true);
        }
    }
}
