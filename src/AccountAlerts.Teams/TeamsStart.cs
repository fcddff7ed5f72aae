using AccountAlerts.Teams.People;
using AccountAlerts.Teams.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams;

/// <summary>Asks Teams who is there before the first evaluation, so that the first cards go where they belong; a slow Teams delays nothing for long.</summary>
public sealed partial class TeamsStart(TeamsRoster roster, ITeamsTokens tokens, ILogger<TeamsStart> logger) : IHostedService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(Longest);
        try
        {
            // The first message should not have to wait for it.
            await tokens.GetAsync(null, over.Token);
            await roster.RefreshAsync(over.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Slow(logger);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(3531, LogLevel.Warning, "Teams answers slowly; who is there is asked for while the service works.")]
        public static partial void Slow(ILogger logger);
    }
}
