namespace AccountAlerts.Hosting;

/// <summary>Ends a running demo as soon as real facts are there, so that the service starts again with them.</summary>
internal sealed partial class DemoEnd(StorePlace real, IHostApplicationLifetime lifetime, ILogger<DemoEnd> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>True once real facts were seen.</summary>
    public bool Came { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await CameAsync(stoppingToken))
                continue;
            LogCame(real.Name);
            Came = true;
            lifetime.StopApplication();
            return;
        }
    }

    private async Task<bool> CameAsync(CancellationToken cancellation)
    {
        try
        {
            return await real.HasFactsAsync(cancellation);
        }
        catch (Exception e) when (real.IsShared && e is not OperationCanceledException)
        {
            // A server may be away for a while; the demo does not need it.
            LogAway(real.Name, e);
            return false;
        }
    }

    [LoggerMessage(131, LogLevel.Debug, "Whether real facts came cannot be asked of {Database}")]
    private partial void LogAway(string database, Exception exception);

    [LoggerMessage(130, LogLevel.Information, "Real facts were imported into {Database}: the demo ends")]
    private partial void LogCame(string database);
}
