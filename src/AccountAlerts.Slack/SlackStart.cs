using AccountAlerts.Slack.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack;

/// <summary>Asks Slack who is there before the first evaluation, so that the first cards go where they belong; a slow Slack delays nothing for long.</summary>
public sealed partial class SlackStart(SlackRoster roster, ILogger<SlackStart> logger) : IHostedService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(Longest);
        try
        {
            await roster.StartAsync(over.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Slow(logger);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Warning, "Slack answers slowly; who is there is asked for while the service works.")]
        public static partial void Slow(ILogger logger);
    }
}
