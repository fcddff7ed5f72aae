using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Home;

/// <summary>The Home tab. docs.slack.dev/surfaces/app-home.</summary>
public sealed record HomeView(string Type, IReadOnlyList<SlackBlock> Blocks);

/// <summary>Shows a teammate their own page: what needs them, their accounts with the worst first, their digest and their settings.</summary>
public sealed class SlackHome(
    IAlertReader alerts, AccountAccess access, AccountBook book, IFactReader facts, AlertingMode mode, SlackCaller caller)
{
    private const int MostAlerts = 8;
    private const int MostAccounts = 10;

    private static readonly string[] Columns = ["Customer", "Score", "Health", "Renewal"];

    /// <summary>A page that is late is of no use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task PublishAsync(string team, string user, string email, CancellationToken cancellation)
    {
        var message = await ComposeAsync(email, cancellation);
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

    private async Task<Message> ComposeAsync(string email, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var blocks = new List<Block>();
        if (mode.Demo)
            blocks.Add(new Paragraph([new Span("A demo with invented customers.", SpanStyle.Emphasis)]));

        var mine = access.Filter(await alerts.OfTeammateAsync(email, cancellation), email, team);
        blocks.Add(new Heading([new Span("What needs you")]));
        if (mine.Count == 0)
            blocks.Add(new Paragraph([new Span("Nothing of yours needs you right now.")]));
        else
            blocks.Add(new RowList([.. mine.Take(MostAlerts).Select(listed => Row(listed, team))]));
        if (mine.Count > MostAlerts)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {mine.Count - MostAlerts} more: type mine"))]));

        blocks.Add(new Heading([new Span("Your customers")]));
        var page = await book.HeadAsync(cancellation) is { } head ? await book.PageAsync(head.Day, email, cancellation) : [];
        BookLine[] worst = [.. page.Where(line => !line.Churned).OrderBy(line => line.Score ?? 101).ThenBy(line => line.Name, StringComparer.Ordinal).Take(MostAccounts)];
        if (worst.Length == 0)
            blocks.Add(new Paragraph([new Span("You own no customer yet.")]));
        else
            blocks.Add(new Engine.Conversations.TableBlock(Columns, [.. worst.Select(Cells)]));
        if (page.Count > worst.Length && worst.Length == MostAccounts)
            blocks.Add(new Footnote(string.Create(CultureInfo.InvariantCulture, $"The {worst.Length} with the lowest score, of {page.Count}.")));
        return new Message
        {
            Text = "Your page",
            Blocks = blocks,
            Buttons =
            [
                new Button(Actions.Command, "Today's digest", "digest", ButtonStyle.Primary), new Button(HomeForms.Settings, "My settings...", "settings"),
                new Button(HomeForms.Mute, "Mute a customer for me...", "mute"), new Button(Actions.Command, "What can I ask?", "help"),
            ],
        };
    }

    private static MessageRow Row(ListedAlert listed, TeamDirectory team) => new(
        [new Span(listed.Stored.Text.Title)], listed.Stored.Text.NextStep, CardButtons.ForRow(listed.Stored, listed.Account, team));

    private static string[] Cells(BookLine line) =>
    [
        line.Name, line.Score?.ToString(CultureInfo.InvariantCulture) ?? "no score",
        line.Band switch
        {
            Domain.Health.Band.Healthy => "Healthy",
            Domain.Health.Band.AtRisk => "At risk",
            Domain.Health.Band.Critical => "Critical",
            _ => "-",
        },
        line.DaysToDecision is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days} days") : "-",
    ];
}
