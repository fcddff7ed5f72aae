using AccountAlerts.Engine.Rhythm;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Says once, in plain words, that the store cannot be written, and finds out when it can again.</summary>
public sealed partial class StoreWatch : IDueWork, IDisposable
{
    private readonly IWatchedStore _store;
    private readonly DispatchSignal _signal;
    private readonly ILogger<StoreWatch> _logger;

    public StoreWatch(IWatchedStore store, DispatchSignal signal, ILogger<StoreWatch> logger)
    {
        _store = store;
        _signal = signal;
        _logger = logger;
        store.Health.Changed += Say;
    }

    public string Name => "store.watch";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_store.Health.State.Trouble == StoreTrouble.CannotWrite)
            await _store.ProbeAsync(cancellation);
        return 0;
    }

    public void Dispose() => _store.Health.Changed -= Say;

    private void Say(StoreTrouble trouble, string text)
    {
        switch (trouble)
        {
            case StoreTrouble.Damaged:
                Log.Damaged(_logger, text);
                break;
            case StoreTrouble.CannotWrite:
                Log.CannotWrite(_logger, text);
                break;
            default:
                Log.Recovered(_logger);
                // What could not be leased or recorded meanwhile goes on at once.
                _signal.Wake();
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2041, LogLevel.Critical, "{Text}")]
        public static partial void Damaged(ILogger logger, string text);

        [LoggerMessage(2042, LogLevel.Error, "{Text}")]
        public static partial void CannotWrite(ILogger logger, string text);

        [LoggerMessage(2043, LogLevel.Information, "The database can be written again.")]
        public static partial void Recovered(ILogger logger);
    }
}
