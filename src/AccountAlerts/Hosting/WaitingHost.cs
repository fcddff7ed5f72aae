using AccountAlerts.Endpoints;
using AccountAlerts.Settings;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Hosting;

/// <summary>
/// Stands in for the service while its store cannot be used: it lives, says why it is not ready, and makes way once it may be worth another
/// try. To end instead would leave it to a supervisor to start it again and again.
/// </summary>
internal static partial class WaitingHost
{
    /// <summary>Between two tries.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <returns>False if the service was told to stop meanwhile.</returns>
    public static async Task<bool> RunAsync(IConfigurationRoot configuration, ProductSettings settings, string database, StoreFault fault)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.AddServerHeader = false);
        builder.WebHost.UseUrls([.. settings.Inbox.UrlList]);
        builder.Services.AddRouting();
        builder.Services.AddProductLogging(configuration, settings.Log, stderrOnly: false);
        await using WebApplication app = builder.Build();
        app.MapHealth(fault);
        await app.StartAsync();
        if (fault.Damaged)
            LogDamaged(app.Logger, fault.Reason, database);
        else
            LogWaiting(app.Logger, fault.Reason, database);

        // A damaged file is not tried again: only a restore mends it, and after that comes a start.
        await Task.Delay(fault.Damaged ? Timeout.InfiniteTimeSpan : Pause, TimeProvider.System, app.Lifetime.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool stopped = app.Lifetime.ApplicationStopping.IsCancellationRequested;
        await app.StopAsync();
        return !stopped;
    }

    [LoggerMessage(153, LogLevel.Error, "The service waits, since nothing can be stored: {Reason} ({Database}). It tries again every few seconds")]
    private static partial void LogWaiting(ILogger logger, string reason, string database);

    [LoggerMessage(154, LogLevel.Critical, "The service does not start: {Reason}. Restore the newest backup: stop the service, run rm -f '{Database}-wal' '{Database}-shm' && cp BACKUP '{Database}', and start it again")]
    private static partial void LogDamaged(ILogger logger, string reason, string database);
}
