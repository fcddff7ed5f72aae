using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Extension;

/// <summary>The message extension: finds customers that the searcher may see, each with a card to put into a message.</summary>
public sealed class AccountSearch(
    TeamsVisitors visitors, IFactReader facts, IAlertReader alerts, IAccountAnswers accounts, AccountAccess access)
{
    /// <summary>Each is worked out anew, and people look at the first few.</summary>
    private const int MostFound = 5;

    private const int MostText = 120;

    /// <summary>Name of what Teams sends before anything is typed.</summary>
    private const string InitialRun = "initialRun";

    private const string Thumbnail = "application/vnd.microsoft.card.thumbnail";

    public async Task<InvokeAnswer> FindAsync(Activity activity, CancellationToken cancellation)
    {
        switch (await visitors.WhoAsync(activity, cancellation))
        {
            case TeamsVisitor.Nobody:
                return Nothing(TeamsSayings.Nobody.Text);
            case TeamsVisitor.Known known:
                return await FindAsync(known.Email, AskedOf(activity), cancellation);
            default:
                return Nothing(TeamsSayings.Unclear.Text);
        }
    }

    /// <summary>A line in the place of results.</summary>
    public static InvokeAnswer Nothing(string text) => InvokeAnswer.Of(new SearchAnswer(new SearchResult("message") { Text = text }));

    private async Task<InvokeAnswer> FindAsync(string reader, string typed, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var found = new List<Attachment>();
        foreach (int account in await IdsAsync(reader, typed, session, cancellation))
        {
            if (!await access.MayAsync(reader, account, cancellation) || await accounts.SummaryAsync(account, cancellation) is not { } summary)
                continue;
            // In a message of somebody else's there is nothing to press.
            var drawn = AdaptiveCardRenderer.Render(summary with { Buttons = [] });
            found.Add(Attachment.OfCard(drawn.Json) with { Preview = Preview(summary) });
            if (found.Count == MostFound)
                break;
        }

        return found.Count == 0
            ? Nothing(typed.Length == 0 ? "Type the name of a customer." : "No customer of that name that you may see.")
            : InvokeAnswer.Of(new SearchAnswer(new SearchResult("result") { AttachmentLayout = "list", Attachments = found }));
    }

    /// <summary>What was typed, or before anything is typed what needs the reader.</summary>
    private async Task<IReadOnlyList<int>> IdsAsync(string reader, string typed, IFactSession session, CancellationToken cancellation)
    {
        if (typed.Length == 0)
            return [.. (await alerts.OfTeammateAsync(reader, cancellation)).Select(listed => listed.Stored.Alert.Key.AccountId).Distinct()];
        return AccountNames.Find(typed, await session.AccountsAsync(cancellation)) switch
        {
            NameMatch.One one => [one.Account.Id],
            NameMatch.Several several => [.. several.Accounts.Select(account => account.Id)],
            NameMatch.None none => [.. none.Nearest.Select(account => account.Id)],
            _ => [],
        };
    }

    /// <summary>There is one command with one parameter, whatever a client calls them.</summary>
    private static string AskedOf(Activity activity)
    {
        foreach (var parameter in activity.Value?.Items("parameters") ?? [])
        {
            if (parameter.Text("name") is not InitialRun && parameter.Text("value") is { } typed)
                return typed.Trim();
        }

        return "";
    }

    private static Attachment Preview(Message summary) => new()
    {
        ContentType = Thumbnail,
        Content = TeamsJson.Element(new Thumbnailed(TeamsText.Notification(summary.Text, MostText))),
    };

    private sealed record Thumbnailed(string Title);

    private sealed record SearchAnswer(SearchResult ComposeExtension);

    private sealed record SearchResult(string Type)
    {
        public string? Text { get; init; }

        public string? AttachmentLayout { get; init; }

        public IReadOnlyList<Attachment>? Attachments { get; init; }
    }
}
