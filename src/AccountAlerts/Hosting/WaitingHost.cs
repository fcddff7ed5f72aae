using AccountAlerts.Endpoints;
using AccountAlerts.Engine;
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
    public static async Task<bool> RunAsync(IConfigurationRoot configuration, ProductSettings settings, StoreFault fault)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.AddServerHeader = false);
        builder.WebHost.UseUrls([.. settings.Inbox.UrlList]);
        builder.Services.AddRouting();
        builder.Services.AddProductLogging(configuration, settings.Log, stderrOnly: false);
        await using WebApplication app = builder.Build();
        app.MapHealth(fault.Text);
        await app.StartAsync();
        LogWaiting(app.Logger, fault.Text, fault.Advice);

        // A damaged file is not tried again: only a restore mends it, and after that comes a start.
        bool forGood = fault.Trouble == StoreTrouble.Damaged;
        await Task.Delay(forGood ? Timeout.InfiniteTimeSpan : Pause, TimeProvider.System, app.Lifetime.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool stopped = app.Lifetime.ApplicationStopping.IsCancellationRequested;
        await app.StopAsync();
        return !stopped;
    }

    [LoggerMessage(141, LogLevel.Critical, "The service waits: {Text}. {Advice}")]
    private static partial void LogWaiting(ILogger logger, string text, string advice);
}
