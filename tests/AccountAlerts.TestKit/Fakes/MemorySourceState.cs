using System.Collections.Concurrent;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>Keeps what sources remember in memory; hand the same instance to a second source to play a restart.</summary>
public sealed class MemorySourceState : ISourceState
{
    private readonly ConcurrentDictionary<(string Source, string Key), string> _values = new();

    public IReadOnlyDictionary<(string Source, string Key), string> Values => _values;

    public Task<string?> GetAsync(string source, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_values.GetValueOrDefault((source, key)));
    }

    public Task SetAsync(string source, string key, string value, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _values[(source, key)] = value;
        return Task.CompletedTask;
    }
}
