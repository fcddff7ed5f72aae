using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Slack.Installations;

namespace AccountAlerts.Slack.Tokens;

/// <summary>Renews tokens also while nothing is sent, and tells operations of those that nobody but a person can renew.</summary>
public sealed class TokenWatch(SlackInstallations installations, TokenVault vault, IEnumerable<IOperationsNotice> notices) : IDueWork
{
    public string Name => "slack.tokens";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        int faults = 0;
        foreach (var installation in installations.All.Where(installation => installation.Keys.Rotates))
        {
            await vault.CurrentAsync(installation, null, cancellation);
            if (await vault.FaultAsync(installation, cancellation) is not { } fault)
                continue;
            faults++;
            string text = $"Slack:Workspaces:{installation.Name}:RefreshToken {fault}";
            var message = new Message { Text = text, Tone = Tone.Data, Blocks = [new Paragraph([new Span(text)])] };
            foreach (var notice in notices)
                await notice.TellAsync($"slack-token/{installation.Name}", message, cancellation);
        }

        return faults;
    }
}
