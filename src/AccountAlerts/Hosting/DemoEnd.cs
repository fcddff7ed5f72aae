namespace AccountAlerts.Hosting;

/// <summary>Ends a running demo as soon as real facts are there, so that the service starts again with them.</summary>
internal sealed partial class DemoEnd(string database, IHostApplicationLifetime lifetime, ILogger<DemoEnd> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>True once real facts were seen.</summary>
    public bool Came { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await ProductMode.HasFactsAsync(database, stoppingToken))
                continue;
            LogCame(database);
            Came = true;
            lifetime.StopApplication();
            return;
        }
    }

    [LoggerMessage(130, LogLevel.Information, "Real facts were imported into {Database}: the demo ends")]
    private partial void LogCame(string database);
}
