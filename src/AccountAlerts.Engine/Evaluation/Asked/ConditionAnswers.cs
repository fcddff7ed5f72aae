using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>A list by condition in a chat.</summary>
public sealed class ConditionAnswers(ConditionLists lists, ProductLinks links)
{
    private const int MostRows = 10;
    private const int LongestShown = 300;
    private const string Example = "list seats.used_ratio > 90% and champion.days_silent > 14d";

    public async Task<Message> OfAsync(string condition, string asker, TeamDirectory team, CancellationToken cancellation) => condition.Length == 0
        ? Explain()
        : await lists.OfAsync(condition, asker, team, cancellation) switch
        {
            ConditionListing.Found found => Of(found, links),
            ConditionListing.Faulty faulty => Of(faulty),
            _ => DeskAnswers.Say("Others are asking for lists right now. Please try again in a minute."),
        };

    public static Message Of(ConditionListing.Found found, ProductLinks links)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(links);
        string title = $"{PortfolioWords.Accounts(found.Count)} of {Number(found.Looked)}";
        string condition = PlainText.Clean(found.Condition, LongestShown);
        var blocks = new List<Block> { new Paragraph([new Span(title, SpanStyle.Strong), new Span(CardWords.Separator), new Span(condition, SpanStyle.Code)]) };
        if (found.Rows.Count > 0)
        {
            blocks.Add(new TableBlock(
                ["Account", "Score", "Owner", .. found.Columns.Select(Begin)],
                [.. found.Rows.Take(MostRows).Select(row => (string[])
                    [row.Name, row.Score?.ToString(CultureInfo.InvariantCulture) ?? "-", row.Owner ?? "No CSM", .. row.Values])]));
            ConditionRow[] set = [.. found.Rows.Take(MostRows).Where(row => row.SetBy is not null)];
            if (set.Length > 0)
            {
                blocks.Add(new Paragraph([new Span("Set by us, beside the score", SpanStyle.Strong)]));
                blocks.Add(new BulletList([.. set.Select(row => new[] { new Span(row.Name, SpanStyle.Strong), new Span(CardWords.Separator + row.SetBy) })]));
            }

            string? all = links.Listing(found.Condition);
            if (found.Count > MostRows)
                blocks.Add(new Paragraph([new Span($"and {Number(found.Count - MostRows)} more{(all is null ? "" : ": ")}"), .. all is null ? Array.Empty<Span>() : [new Span("all of them", SpanStyle.Plain, all)]]));
            else if (all is not null)
                blocks.Add(new Paragraph([new Span("As a page", SpanStyle.Plain, all)]));
        }

        blocks.Add(new Footnote(Looked(found)));
        return new Message
        {
            Text = $"{title}: {condition}",
            Blocks = blocks,
            Buttons = [.. found.Rows.Take(3).Select(row => new Button(Actions.Command, PlainText.Clean(row.Name, 40), row.AccountId))],
        };
    }

    /// <summary>"Looked at 120 accounts. Not known for 12 of them, mostly without days since the champion was active".</summary>
    public static string Looked(ConditionListing.Found found)
    {
        ArgumentNullException.ThrowIfNull(found);
        string looked = found.Complete
            ? $"Looked at {PortfolioWords.Accounts(found.Looked)}"
            : string.Create(CultureInfo.InvariantCulture, $"Time was up after {ConditionLists.Patience.TotalSeconds:0} seconds: only {PortfolioWords.Accounts(found.Looked)} were looked at");
        return found.Unknown == 0 ? looked : $"{looked}. Not known for {Number(found.Unknown)} of them, most often for lack of: {found.MostMissing}";
    }

    private static Message Of(ConditionListing.Faulty faulty) => new()
    {
        Text = $"That is not understood: {faulty.Faults[0]}",
        Blocks =
        [
            new Paragraph([new Span("That is not understood:", SpanStyle.Strong), new Span(" "), new Span(PlainText.Clean(faulty.Condition, LongestShown), SpanStyle.Code)]),
            new BulletList([.. faulty.Faults.Select(fault => (IReadOnlyList<Span>)[new Span(PlainText.Clean(fault, LongestShown))])]),
            new Footnote($"For example: {Example}"),
        ],
    };

    private static Message Explain() => new()
    {
        Text = "Which accounts? Say a condition",
        Blocks =
        [
            new Paragraph([new Span("Which accounts?", SpanStyle.Strong), new Span(" Say a condition, as the alert files do:")]),
            new BulletList(
            [
                [new Span(Example, SpanStyle.Code)],
                [new Span("list renewal.days_left <= 90d and health.score < 50", SpanStyle.Code)],
                [new Span("list account.segment is \"enterprise\" and change(people, 28d) <= -25%", SpanStyle.Code)],
            ]),
            new Footnote("define <word> says what a number means; 90% is a share, 14d are days"),
        ],
    };

    private static string Begin(string label) => label.Length == 0 ? label : char.ToUpperInvariant(label[0]) + label[1..];

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
