using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Tuning;

namespace AccountAlerts.Engine.Conversations;

/// <summary>The desk's longer lists.</summary>
internal static class ListAnswers
{
    /// <summary>Rows with buttons before "and N more".</summary>
    private const int MostRows = 15;

    /// <summary>What was said is told as far back as what happened.</summary>
    private const int MostSaid = 30;

    private static readonly string[] HistoryHeader = ["When", "Who", "What", "About"];
    private static readonly string[] PrecisionHeader = ["Alert", "Useful", "Of those answered", "Answered", "All"];

    public static Message Queue(IReadOnlyList<ListedAlert> alerts, TeamDirectory team) => Rows(
        "Nobody has these yet", "Everything has somebody.", alerts,
        listed => new MessageRow(
            Title(listed), listed.Account.Arr is { } arr ? $"ARR {ReadableValue.Money(arr, listed.Account.Currency)}. {listed.Stored.Text.NextStep}" : listed.Stored.Text.NextStep,
            [
                new Button(Actions.Claim, "Claim", AlertHandle.Of(listed.Stored.Alert).ToString(), ButtonStyle.Primary),
                .. CardButtons.ForRow(listed.Stored, listed.Account, team).Where(button => button.Action != Actions.Acknowledge),
            ]));

    /// <param name="quiet">Accounts of which nothing interrupts anybody.</param>
    public static Message Muted(IReadOnlyList<ListedAlert> alerts, IReadOnlyList<MessageRow> quiet, string reader, TeamDirectory team)
    {
        var zone = team.ZoneOf(reader);
        var muted = alerts.Count == 0 && quiet.Count > 0 ? new Message { Text = "Kept quiet", Blocks = [] } : Rows(
            "Not looked for", "Nothing is muted.", alerts,
            listed =>
            {
                var hold = listed.Stored.Alert.Status.Hold;
                string until = hold?.Until is { } end ? $"until {CardWords.Day(end, zone)}" : "";
                string note = listed.Stored.Alert.Status.Note is { } why ? CardWords.Separator + why : "";
                return new MessageRow(
                    Title(listed), $"Not for this customer {until}, says {team.Of(hold?.By ?? "").Name}{note}",
                    [new Button(Actions.Unmute, "Look for it again", AlertHandle.Of(listed.Stored.Alert).ToString())]);
            });
        return quiet.Count == 0
            ? muted
            : muted with { Blocks = [.. muted.Blocks, new Paragraph([new Span("Kept quiet", SpanStyle.Strong)]), new RowList([.. quiet.Take(MostRows)])] };
    }

    public static Message Precision(IReadOnlyList<TriggerPrecision> counts, int days)
    {
        TriggerPrecision[] told = [.. counts.OrderBy(line => line.Share is null).ThenBy(line => line.Share).ThenByDescending(line => line.NotUseful)];
        if (told.Length == 0)
            return DeskAnswers.Say("No alert was opened yet.");
        string title = $"Which alerts were worth it, in {days} days";
        return new Message
        {
            Text = title,
            Blocks =
            [
                new Paragraph([new Span(title, SpanStyle.Strong)]),
                new TableBlock(PrecisionHeader,
                [
                    .. told.Select(line => new[]
                    {
                        Name(line.Trigger), Number(line.Useful), line.Share is { } share ? ReadableValue.Number(share, Domain.Signals.Unit.Ratio) : "-",
                        Number(line.Useful + line.NotUseful), Number(line.Opened),
                    }),
                ]),
                new Footnote("Useful: taken, handed on, or done. Not useful: wrong data, or not for this customer."),
            ],
        };
    }

    public static Message History(
        string account, IReadOnlyList<AlertEvent> trail, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<SaidFact> said, string reader, TeamDirectory team)
    {
        if (trail.Count == 0 && said.Count == 0)
            return DeskAnswers.Say($"Nothing has happened at {account} yet.");
        var zone = team.ZoneOf(reader);
        var titles = alerts.ToDictionary(stored => (stored.Alert.Key, stored.Alert.Episode), stored => CardWords.Without(account, stored.Text.Title));
        // New numbers come with every evaluation; they tell nothing here.
        var told = trail.Where(happened => happened.Reason != AlertReasons.EvidenceChanged).Select(happened => (happened.At, Cells: new[]
        {
            CardWords.Moment(happened.At, zone), AuditWords.Who(happened.Actor, team), AuditWords.Of(happened, team),
            titles.GetValueOrDefault((happened.Key, happened.Episode)) ?? Name(happened.Key.Trigger),
        }));
        var words = said.TakeLast(MostSaid).Select(fact => (fact.At, Cells: new[] { CardWords.Moment(fact.At, zone), PlainText.Clean(team.Of(fact.Author).Name), SaidWords.Of(fact), "" }));
        return new Message
        {
            Text = $"What happened at {account}",
            Blocks =
            [
                new Paragraph([new Span($"What happened at {account}", SpanStyle.Strong)]),
                new TableBlock(HistoryHeader,
                [
                    .. told.Concat(words).OrderByDescending(line => line.At).Select(line => line.Cells),
                ]),
            ],
        };
    }

    private static Message Rows(string title, string nothing, IReadOnlyList<ListedAlert> alerts, Func<ListedAlert, MessageRow> row)
    {
        if (alerts.Count == 0)
            return DeskAnswers.Say(nothing);
        var blocks = new List<Block> { new Paragraph([new Span(title, SpanStyle.Strong)]), new RowList([.. alerts.Take(MostRows).Select(row)]) };
        if (alerts.Count > MostRows)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {alerts.Count - MostRows} more"))]));
        return new Message { Text = title, Blocks = blocks };
    }

    private static Span[] Title(ListedAlert listed) =>
        [new Span(listed.Account.Name, SpanStyle.Strong), new Span(CardWords.Separator + CardWords.Without(listed.Account.Name, listed.Stored.Text.Title))];

    /// <summary>A file's name as people say it: "champion silent".</summary>
    private static string Name(string trigger) => trigger.Replace('-', ' ');

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
