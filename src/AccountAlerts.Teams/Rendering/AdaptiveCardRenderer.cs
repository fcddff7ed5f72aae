using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>A message as Teams takes it.</summary>
/// <param name="Summary">Stands alone as a notification; plain text.</param>
public sealed record TeamsCard(string Summary, AdaptiveCard Card);

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
    // Blanks in a row would be shown as one.
    private const string Space = "\u2003";

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
    public static int Bytes(TeamsCard card) => 2 * (TeamsJson.Write(card.Card).Length + card.Summary.Length) + Envelope;

    private static AdaptiveCard Draw(Message message, CardDetail detail, Func<string, MentionedPerson?> mention)
    {
        var drawing = new Drawing(mention);
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

    private static void Add(Drawing drawing, Block block, Tone tone, CardDetail detail)
    {
        switch (block)
        {
            case Heading heading:
                drawing.Heading([.. Runs(heading.Spans, MostHeading).Select(run => run with { Text = run.Text.ReplaceLineEndings(" "), Weight = "Bolder", Size = "Large" })], tone);
                break;
            case Paragraph paragraph:
                drawing.Line([.. Runs(paragraph.Spans, MostRun)]);
                break;
            case BulletList list:
                drawing.List(list.Ordered, Fold(list.Items.Select(item => Runs(item, MostRun)), list.Items.Count, detail.ListItems));
                break;
            case FieldList fields:
                AddFields(drawing, fields);
                break;
            case ScoreBlock score:
                AddScore(drawing, score, detail);
                break;
            case CauseBlock causes:
                drawing.Line(new TextRun(TeamsText.Fit(causes.Title, MostRun), Weight: "Bolder"));
                drawing.List(false, Fold(causes.Lines.Select(Cause), causes.Lines.Count, detail.ListItems));
                break;
            case RowList rows:
                AddRows(drawing, rows, detail);
                break;
            case TableBlock table:
                AddTable(drawing, table, detail);
                break;
            case Footnote footnote:
                drawing.Line(new TextRun(TeamsText.Fit(footnote.Text, 1_000), IsSubtle: true, Size: "Small"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that Teams has no drawing for.");
        }
    }

    private static void AddFields(Drawing drawing, FieldList list)
    {
        var plain = new List<TextRun>();
        foreach (var field in list.Fields)
        {
            if (field.Person is null || !drawing.Mention(field))
                plain.AddRange(Pair(field, plain.Count > 0));
        }

        drawing.Line([.. plain]);
    }

    private static void AddScore(Drawing drawing, ScoreBlock score, CardDetail detail)
    {
        var runs = new List<TextRun>
        {
            new(score.Score is { } points ? string.Create(CultureInfo.InvariantCulture, $"{points} of 100") : "No score", Weight: "Bolder", Size: "Medium"),
        };
        if (score.Band is { } band)
            runs.Add(new TextRun(Space + TeamsText.Line(band, 60), Weight: "Bolder", Color: ColorOf(score.Score)));
        if (score.Change is { } change)
            runs.Add(new TextRun(string.Create(CultureInfo.InvariantCulture, $"{Space}{change:+0;-0;0} since {TeamsText.Line(score.Since ?? "", 60)}")));
        if (score.Reason is { } reason)
            runs.Add(new TextRun(Space + TeamsText.Fit(reason, 300)));
        string spark = Sparkline.Of(score.Course);
        bool chart = detail.Chart && TeamsChart.IsDrawable(score.Course);
        if (!chart && spark.Length > 1)
            runs.Add(new TextRun(Space + spark));
        drawing.Line([.. runs]);
        if (chart)
            drawing.Add(TeamsChart.Of(score.Course, new RichTextBlock([new TextRun(spark, Size: "Large")])));
    }

    /// <summary>One row of a table for each: what it is about, its small print, and what can be done.</summary>
    private static void AddRows(Drawing drawing, RowList list, CardDetail detail)
    {
        int shown = list.Rows.Count <= detail.Rows + 1 ? list.Rows.Count : detail.Rows;
        var rows = new List<TableRow>();
        foreach (var row in list.Rows.Take(shown))
        {
            string about = string.Concat(row.Spans.Select(span => span.Text));
            var words = new List<CardElement>();
            TextRun[] line = [.. Runs(row.Spans, 300)];
            if (line.Length > 0)
                words.Add(new RichTextBlock(line));
            if (TeamsText.Fit(row.Detail, 300) is { Length: > 0 } small)
                words.Add(new RichTextBlock([new TextRun(small, IsSubtle: true, Size: "Small")]) { Spacing = "None" });
            var actions = TeamsButtons.OfRow(row, about);
            rows.Add(new TableRow([new TableCell(words), new TableCell(actions.Count > 0 ? [new ActionSet(actions)] : [])]));
        }

        if (rows.Count > 0)
            drawing.Add(new Table([new TableColumn(3), new TableColumn(2)], rows, FirstRowAsHeaders: false, ShowGridLines: false));
        if (shown < list.Rows.Count)
            drawing.Line(new TextRun(More(list.Rows.Count - shown), Italic: true));
    }

    private static void AddTable(Drawing drawing, TableBlock table, CardDetail detail)
    {
        int columns = Math.Min(table.Header.Count, 8);
        if (!detail.Table || columns == 0)
        {
            drawing.List(false, Fold(table.Rows.Select(row => Joined(table.Header, row)), table.Rows.Count, Math.Max(detail.ListItems, 3)));
            return;
        }

        int shown = Math.Min(table.Rows.Count, Math.Max(detail.ListItems, 3));
        IEnumerable<TableRow> rows = table.Rows.Take(shown).Select(row => Row(row, columns, null)).Prepend(Row(table.Header, columns, "Bolder"));
        drawing.Add(new Table([.. Enumerable.Range(0, columns).Select(i => Column(table, i))], [.. rows], FirstRowAsHeaders: true, ShowGridLines: true));
        if (shown < table.Rows.Count)
            drawing.Line(new TextRun(More(table.Rows.Count - shown), Italic: true));
    }

    /// <summary>As wide as what stands in it wants, within reason.</summary>
    private static TableColumn Column(TableBlock table, int column)
    {
        int longest = table.Rows.Select(row => column < row.Count ? row[column].Length : 0).Append(table.Header[column].Length).Max();
        return new TableColumn(Math.Clamp(longest / 6, 2, 6));
    }

    private static TableRow Row(IReadOnlyList<string> cells, int columns, string? weight) => new(
    [
        .. Enumerable.Range(0, columns).Select(i => TeamsText.Fit(i < cells.Count ? cells[i] : "", 200))
            .Select(text => new TableCell(text.Length > 0 ? [new RichTextBlock([new TextRun(text, weight)])] : [])),
    ]);

    private static IEnumerable<TextRun> Joined(IReadOnlyList<string> header, IReadOnlyList<string> row) =>
        row.SelectMany((cell, i) => Pair(new Field(i < header.Count ? header[i] : "", cell), i > 0));

    private static IEnumerable<TextRun> Pair(Field field, bool apart)
    {
        if (field.Label.Length > 0)
            yield return new TextRun((apart ? Space : "") + TeamsText.Line(field.Label, 100) + " ", IsSubtle: true);
        yield return new TextRun(TeamsText.Line(field.Value, 300), Weight: "Bolder");
    }

    private static IEnumerable<TextRun> Cause(CauseLine line)
    {
        yield return new TextRun(string.Create(CultureInfo.InvariantCulture, $"{line.Points:+0;-0;0} "), Weight: "Bolder");
        yield return new TextRun(TeamsText.Line(line.Label, 300));
        if (line.Detail.Length > 0)
            yield return new TextRun(": " + TeamsText.Line(line.Detail, 300));
        if (line.Part.Length > 0)
            yield return new TextRun(" (" + TeamsText.Line(line.Part, 60) + ")", Italic: true);
    }

    private static IEnumerable<TextRun> Runs(IReadOnlyList<Span> spans, int limit) => spans
        .Select(span => new TextRun(
            TeamsText.Fit(span.Text, limit),
            Weight: span.Style == SpanStyle.Strong ? "Bolder" : null,
            Italic: span.Style == SpanStyle.Emphasis ? true : null,
            FontType: span.Style == SpanStyle.Code ? "Monospace" : null)
        {
            // Teams opens https addresses only.
            SelectAction = span.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? new OpenUrlAction(address.AbsoluteUri)
                : null,
        })
        .Where(run => run.Text.Length > 0);

    private static IEnumerable<IEnumerable<TextRun>> Fold(IEnumerable<IEnumerable<TextRun>> items, int count, int most)
    {
        // "and 1 more" would take the place of the one.
        if (count <= most + 1)
            return items;
        return items.Take(most).Append([new TextRun(More(count - most), Italic: true)]);
    }

    private static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    private static string? ColorOf(int? score) => score switch
    {
        null => null,
        >= Domain.Health.Bands.HealthyFrom => "Good",
        // The yellow of Teams cannot be read on white.
        >= Domain.Health.Bands.AtRiskFrom => null,
        _ => "Attention",
    };

    /// <summary>The body of a card as it grows, and whom it mentions.</summary>
    private sealed class Drawing(Func<string, MentionedPerson?> mention)
    {
        private const int MostMentions = 5;

        public List<CardElement> Body { get; } = [];

        public List<CardMention> Mentions { get; } = [];

        public void Add(CardElement element) => Body.Add(element);

        public void Heading(IReadOnlyList<TextRun> runs, Tone tone)
        {
            if (runs.Count == 0)
                return;
            var line = new RichTextBlock(runs);
            string? style = tone switch
            {
                Tone.Critical => "attention",
                Tone.AtRisk => "warning",
                Tone.Growth => "good",
                Tone.Data => "accent",
                Tone.Done => "emphasis",
                _ => null,
            };
            Body.Add(style is null ? line : new Container([line], style, Bleed: true));
        }

        public void Line(params IReadOnlyList<TextRun> runs)
        {
            if (runs.Count > 0)
                Body.Add(new RichTextBlock(runs));
        }

        public void List(bool ordered, IEnumerable<IEnumerable<TextRun>> items)
        {
            int number = 0;
            foreach (var item in items)
            {
                TextRun[] runs = [.. item];
                if (runs.Length == 0)
                    continue;
                string mark = ordered ? string.Create(CultureInfo.InvariantCulture, $"{++number}. ") : "• ";
                Body.Add(new RichTextBlock([new TextRun(mark), .. runs]) { Spacing = "Small" });
            }
        }

        /// <returns>False where the person is not known to Teams: then the name is written like any other.</returns>
        public bool Mention(Field field)
        {
            if (Mentions.Count >= MostMentions || mention(field.Person!) is not { } person || TeamsText.Name(person.Name) is not { Length: > 0 } name)
                return false;
            string text = $"<at>{TeamsText.Xml(name)}</at>";
            Body.Add(new TextBlock($"{TeamsText.Name(field.Label)}: {text}"));
            if (Mentions.All(known => known.Text != text))
                Mentions.Add(new CardMention(text, person with { Name = name }));
            return true;
        }
    }
}
