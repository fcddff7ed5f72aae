using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Homes;

/// <summary>A teammate's own page: what needs them, their customers with the worst first, and what they set for themselves.</summary>
public sealed class HomePage(
    IAlertReader alerts, AccountAccess access, AccountBook book, IFactReader facts, IPreferences preferences, HomeForms forms, AlertingMode mode)
{
    private const int MostAlerts = 8;
    private const int MostAccounts = 10;
    private const int MostMuted = 10;

    private static readonly string[] Columns = ["Customer", "Score", "Health", "Renewal"];

    public async Task<Message> ComposeAsync(string email, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var muted = await forms.MutedAsync(email, cancellation);
        var blocks = new List<Block>();
        if (mode.Demo)
            blocks.Add(new Paragraph([new Span("A demo with invented customers.", SpanStyle.Emphasis)]));
        blocks.AddRange(Needs((await access.SightAsync(email, session, team, cancellation)).Filter(await alerts.OfTeammateAsync(email, cancellation)), team));
        blocks.AddRange(Customers(await book.HeadAsync(cancellation) is { } head ? await book.PageAsync(head.Day, email, cancellation) : []));
        blocks.Add(new Heading([new Span("How you want it")]));
        blocks.Add(new FieldList([.. Settings(await preferences.OfAsync(email, cancellation), team.ZoneOf(email).Id)]));
        if (muted.Count > 0)
            blocks.Add(new Paragraph([new Span("Muted for you: "), new Span(Names(muted.Select(one => one.Account.Name)))]));
        return new Message
        {
            Text = "Your page",
            Blocks = blocks,
            Buttons =
            [
                new Button(Actions.Command, "Today's digest", "digest", ButtonStyle.Primary),
                await AskingAsync(HomeForms.Settings, "My settings...", "settings"), await AskingAsync(HomeForms.Mute, "Mute a customer for me...", "mute"),
                .. muted.Count > 0 ? [await AskingAsync(HomeForms.Unmute, "Hear of it again...", "unmute")] : (Button[])[],
                new Button(Actions.Command, "What can I ask?", "help"),
            ],
        };

        async Task<Button> AskingAsync(string action, string label, string value) =>
            new(action, label, value, Dialog: await forms.FormAsync(action, email, cancellation));
    }

    private static IEnumerable<Block> Needs(IReadOnlyList<ListedAlert> mine, TeamDirectory team)
    {
        yield return new Heading([new Span("What needs you")]);
        yield return mine.Count == 0
            ? new Paragraph([new Span("Nothing of yours needs you right now.")])
            : new RowList([.. mine.Take(MostAlerts).Select(listed => Row(listed, team))]);
        if (mine.Count > MostAlerts)
            yield return new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {mine.Count - MostAlerts} more: type mine"))]);
    }

    private static IEnumerable<Block> Customers(IReadOnlyList<BookLine> page)
    {
        yield return new Heading([new Span("Your customers")]);
        BookLine[] worst = [.. page.Where(line => !line.Churned).OrderBy(line => line.Score ?? 101).ThenBy(line => line.Name, StringComparer.Ordinal).Take(MostAccounts)];
        yield return worst.Length == 0 ? new Paragraph([new Span("You own no customer yet.")]) : new TableBlock(Columns, [.. worst.Select(Cells)]);
        if (page.Count > worst.Length && worst.Length == MostAccounts)
            yield return new Footnote(string.Create(CultureInfo.InvariantCulture, $"The {worst.Length} with the lowest score, of {page.Count}."));
    }

    /// <summary>What they chose; of what they did not choose, only the zone in force is told.</summary>
    private static IEnumerable<Field> Settings(Preferences wanted, string zone)
    {
        yield return new Field("Digest at", wanted.DigestHour is { } hour ? hour.ToString("HH\\:mm", CultureInfo.InvariantCulture) : "the usual hour");
        yield return new Field("Time zone", zone);
        yield return new Field("Left alone", wanted.Quiet is { } quiet ? quiet.ToString() : "at the usual hours");
        string[] also = [.. wanted.Subscriptions.SelectMany(subscription => subscription.Kinds).Distinct().Select(HomeForms.Words)];
        yield return new Field("Told also of", also.Length > 0 ? Names(also) : "nothing but what is yours");
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(MostMuted));
        return all.Length > MostMuted ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {all.Length - MostMuted} more") : shown;
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
        } + (line.SetTo is { } set ? $"; {SaidWords.SetShort(set)}" : ""),
        line.DaysToDecision is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days} days") : "-",
    ];
}
