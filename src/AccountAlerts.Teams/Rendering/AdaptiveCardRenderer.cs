using System.Globalization;
using System.Text;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>A message as Teams takes it.</summary>
/// <param name="Summary">Stands alone as a notification; plain text.</param>
public sealed record TeamsCard(string Summary, AdaptiveCard Card)
{
    /// <summary>The card as it is sent, in UTF-8: written once, also to be measured.</summary>
    public byte[] Json => field ??= TeamsJson.Bytes(Card);
}

/// <summary>Draws neutral messages as Adaptive Cards, within what Teams takes. Pure: the same message gives the same bytes.</summary>
/// <remarks>
/// All text of a message goes into runs of rich text, which Teams never interprets. Only a mention has to stand in a text that is read as
/// Markdown: it holds a name, and of that only letters.
/// </remarks>
public static class AdaptiveCardRenderer
{
    /// <summary>
    /// Bytes of a message, counted in UTF-16. Pages of Microsoft name 28 to 100 KB for different ways in; the least holds everywhere
    /// (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
    /// </summary>
    public const int MostBytes = 28 * 1024;

    /// <summary>What stands around card and summary: who, where, with which ids.</summary>
    private const int Envelope = 2 * 1024;

    private const int MostSummary = 300;
    private const int MostHeading = 200;
    private const int MostRun = 2_900;

    /// <param name="mention">Whom an address stands for, as Teams verified it; null for nobody. By default nobody is mentioned.</param>
    /// <param name="plain">True: the plainest form, for a message that was refused.</param>
    public static TeamsCard Render(Message message, Func<string, MentionedPerson?>? mention = null, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        string summary = TeamsText.Notification(message.Text, MostSummary);
        if (string.IsNullOrWhiteSpace(summary))
            summary = "AccountAlerts";
        foreach (var detail in plain ? [CardDetail.Plainest] : CardDetail.Steps)
        {
            var drawn = new TeamsCard(summary, Draw(message, detail, mention ?? (_ => null)));
            if (Bytes(drawn) <= MostBytes)
                return drawn;
        }

        // Not even the buttons fit: what remains is to say so.
        return new TeamsCard(summary, Draw(message with { Buttons = [] }, CardDetail.Plainest, _ => null));
    }

    /// <summary>Bytes in UTF-16 of what is sent, with all that stands around it.</summary>
    public static int Bytes(TeamsCard card) => 2 * (Encoding.UTF8.GetCharCount(card.Json) + card.Summary.Length) + Envelope;

    private static AdaptiveCard Draw(Message message, CardDetail detail, Func<string, MentionedPerson?> mention)
    {
        var drawing = new CardDrawing(mention);
        if (detail.Blocks)
        {
            foreach (var block in message.Blocks)
                Add(drawing, block, message.Tone, detail);
        }
        else
        {
            drawing.Line(new TextRun(TeamsText.Line(message.Text, MostHeading), Weight: "Bolder"));
            drawing.Line(new TextRun("There is more than fits here: ask why, or open the inbox.", IsSubtle: true, Size: "Small"));
        }

        return AdaptiveCard.Whole(drawing.Body, TeamsButtons.Of(message.Buttons, detail, message.Answer), drawing.Mentions);
    }

    private static void Add(CardDrawing drawing, Block block, Tone tone, CardDetail detail)
    {
        switch (block)
        {
            case Heading heading:
                drawing.Heading([.. CardRuns.Runs(heading.Spans, MostHeading).Select(run => run with { Text = run.Text.ReplaceLineEndings(" "), Weight = "Bolder", Size = "Large" })], tone);
                break;
            case Paragraph paragraph:
                drawing.Line([.. CardRuns.Runs(paragraph.Spans, MostRun)]);
                break;
            case BulletList list:
                drawing.List(list.Ordered, CardRuns.Fold(list.Items.Select(item => CardRuns.Runs(item, MostRun)), list.Items.Count, detail.ListItems));
                break;
            case FieldList fields:
                AddFields(drawing, fields);
                break;
            case ScoreBlock score:
                AddScore(drawing, score, detail);
                break;
            case CauseBlock causes:
                drawing.Line(new TextRun(TeamsText.Fit(causes.Title, MostRun), Weight: "Bolder"));
                drawing.List(false, CardRuns.Fold(causes.Lines.Select(CardRuns.Cause), causes.Lines.Count, detail.ListItems));
                break;
            case RowList rows:
                CardTables.AddRows(drawing, rows, detail);
                break;
            case TableBlock table:
                CardTables.AddTable(drawing, table, detail);
                break;
            case Footnote footnote:
                drawing.Line(new TextRun(TeamsText.Fit(footnote.Text, 1_000), IsSubtle: true, Size: "Small"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that Teams has no drawing for.");
        }
    }

    private static void AddFields(CardDrawing drawing, FieldList list)
    {
        var plain = new List<TextRun>();
        foreach (var field in list.Fields)
        {
            if (field.Person is null || !drawing.Mention(field))
                plain.AddRange(CardRuns.Pair(field, plain.Count > 0));
        }

        drawing.Line([.. plain]);
    }

    private static void AddScore(CardDrawing drawing, ScoreBlock score, CardDetail detail)
    {
        var runs = new List<TextRun>
        {
            new(score.Score is { } points ? string.Create(CultureInfo.InvariantCulture, $"{points} of 100") : "No score", Weight: "Bolder", Size: "Medium"),
        };
        if (score.Band is { } band)
            runs.Add(new TextRun(CardRuns.Space + TeamsText.Line(band, 60), Weight: "Bolder", Color: ColorOf(score.Score)));
        if (score.Change is { } change)
            runs.Add(new TextRun(string.Create(CultureInfo.InvariantCulture, $"{CardRuns.Space}{change:+0;-0;0} since {TeamsText.Line(score.Since ?? "", 60)}")));
        if (score.Reason is { } reason)
            runs.Add(new TextRun(CardRuns.Space + TeamsText.Fit(reason, 300)));
        string spark = Sparkline.Of(score.Course);
        bool chart = detail.Chart && TeamsChart.IsDrawable(score.Course);
        if (!chart && spark.Length > 1)
            runs.Add(new TextRun(CardRuns.Space + spark));
        drawing.Line([.. runs]);
        if (chart)
            drawing.Add(TeamsChart.Of(score.Course, new RichTextBlock([new TextRun(spark, Size: "Large")])));
    }

    private static string? ColorOf(int? score) => score switch
    {
        null => null,
        >= Domain.Health.Bands.HealthyFrom => "Good",
        // The yellow of Teams cannot be read on white.
        >= Domain.Health.Bands.AtRiskFrom => null,
        _ => "Attention",
    };
}
