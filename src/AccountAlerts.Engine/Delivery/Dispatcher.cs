using AccountAlerts.Engine.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Makes what is shown equal to what should be shown, on every platform at the same time.</summary>
public sealed partial class Dispatcher(
    IOutbox outbox, IEnumerable<IChatPlatform> platforms, DispatchSignal signal, IOptions<DeliveryOptions> options,
    TimeProvider time, ILogger<Dispatcher> logger) : BackgroundService
{
    private readonly PlatformPipeline[] _pipelines =
        [.. platforms.Select(platform => new PlatformPipeline(outbox, platform, signal, options.Value, time, logger))];

    /// <summary>Sends until nothing is due.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(_pipelines.Select(pipeline => pipeline.RunAsync(drain: true, cancellation)))).Sum();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ReleaseAsync(stoppingToken);
        await Task.WhenAll(_pipelines.Select(pipeline => pipeline.RunAsync(drain: false, stoppingToken)));
    }

    /// <summary>What a killed predecessor held is free again; without this it would wait for its leases' end.</summary>
    private async Task ReleaseAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await outbox.ReleaseAsync(cancellation) is > 0 and int leases)
                    Log.Released(logger, leases);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException and not OutOfMemoryException)
            {
                Log.Faulted(logger, fault);
                await Task.Delay(options.Value.Poll, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2006, LogLevel.Information, "{Leases} messages were under way when the service ended; each is looked up before it is sent again.")]
        public static partial void Released(ILogger logger, int leases);

        [LoggerMessage(2007, LogLevel.Error, "The outbox does not answer; nothing goes out until it does. The next try is soon.")]
        public static partial void Faulted(ILogger logger, Exception fault);
    }
}
