using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Homes;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Home;

/// <summary>The Home tab. docs.slack.dev/surfaces/app-home.</summary>
public sealed record HomeView(string Type, IReadOnlyList<SlackBlock> Blocks);

/// <summary>Shows a teammate their own page in the Home tab.</summary>
public sealed class SlackHome(HomePage page, SlackCaller caller)
{
    /// <summary>A page that is late is of no use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task PublishAsync(string team, string user, string email, CancellationToken cancellation)
    {
        var message = await page.ComposeAsync(email, cancellation);
        foreach (bool classic in (bool[])[false, true])
        {
            string view = SlackJson.Write(new HomeView("home", BlockKitRenderer.Render(message, classic).Blocks));
            var reply = await caller.CallAsync(
                team, "views.publish", new Dictionary<string, string?> { ["user_id"] = user, ["view"] = view }, Patience, cancellation);
            if (reply is not SlackReply.Refused { Error: "invalid_arguments" or "invalid_blocks" })
                return;
        }
    }

    /// <summary>For who is no teammate: nothing but that.</summary>
    public Task RefuseAsync(string team, string user, Message message, CancellationToken cancellation) => caller.CallAsync(
        team, "views.publish",
        new Dictionary<string, string?> { ["user_id"] = user, ["view"] = SlackJson.Write(new HomeView("home", BlockKitRenderer.Render(message, classic: true).Blocks)) },
        Patience, cancellation);
}
