using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Wire;
using EngineTable = AccountAlerts.Engine.Conversations.TableBlock;

namespace AccountAlerts.Slack.Rendering;

/// <summary>A message as Slack takes it.</summary>
/// <param name="Text">Stands alone as a notification; escaped.</param>
public sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock> Blocks);

/// <summary>Draws neutral messages in Block Kit, within every limit. Pure: the same message gives the same bytes.</summary>
/// <remarks>All text of a message goes into places that Slack never interprets (plain text and rich text); only <c>text</c>, the notification, is escaped.</remarks>
public static class BlockKitRenderer
{
    /// <summary>Blocks of a message. docs.slack.dev/reference/block-kit/blocks.</summary>
    public const int MostBlocks = 50;

    /// <summary>Undocumented cap over all blocks of a message: about 10,000 characters are refused, so fewer are sent.</summary>
    public const int MostCharacters = 9_000;

    /// <summary>A notification is cut here; longer ones are refused by an edit.</summary>
    public const int MostText = 3_900;

    private const int MostHeader = 150;
    private const int MostTable = 10_000;
    private const int MostRows = 15;
    private const int MostRun = 2_900;
    private const string Space = "   ";

    /// <param name="classic">True: without the newest blocks, for a workspace that refused them.</param>
    public static SlackMessage Render(Message message, bool classic = false)
    {
        string text = SlackText.Fit(SlackText.Escape(SlackText.Visible(message.Text)), MostText);
        foreach (var step in Detail.Steps)
        {
            var blocks = Draw(message, classic ? step.Classic : step);
            if (blocks.Count <= MostBlocks && Characters(blocks) <= MostCharacters)
                return new SlackMessage(text, blocks);
        }

        return new SlackMessage(text, Draw(message, Detail.Steps[^1]));
    }

    /// <summary>Characters that people see, over all blocks.</summary>
    public static int Characters(IEnumerable<SlackBlock> blocks) => SlackMeasure.Of(blocks);

    private static List<SlackBlock> Draw(Message message, Detail detail)
    {
        var drawing = new Drawing();
        if (detail.Blocks)
        {
            foreach (var block in message.Blocks)
                Add(drawing, block, detail);
        }
        else
        {
            drawing.Block(new HeaderBlock(PlainTextObject.Of(SlackText.Fit(OneLine(message.Text), MostHeader))));
            drawing.Block(new ContextBlock([PlainTextObject.Of("There is more than fits here: ask why, or open the inbox.")]));
        }

        foreach (var actions in SlackButtons.Of(message.Buttons))
            drawing.Block(actions);
        return drawing.Done();
    }

    private static void Add(Drawing drawing, Block block, Detail detail)
    {
        switch (block)
        {
            case Heading heading:
                drawing.Block(new HeaderBlock(PlainTextObject.Of(SlackText.Fit(OneLine(string.Concat(heading.Spans.Select(span => span.Text))), MostHeader))));
                break;
            case Paragraph paragraph:
                drawing.Line(Runs(paragraph.Spans));
                break;
            case BulletList list:
                drawing.List(list.Ordered, Fold(list.Items.Select(Runs), list.Items.Count, detail.ListItems));
                break;
            case FieldList fields:
                drawing.Line([.. fields.Fields.SelectMany((field, index) => Pair(field, index > 0))]);
                break;
            case ScoreBlock score:
                AddScore(drawing, score, detail);
                break;
            case CauseBlock causes:
                drawing.Line([new RichText(SlackText.Fit(causes.Title, MostRun), RichStyle.Strong)]);
                drawing.List(false, Fold(causes.Lines.Select(Cause), causes.Lines.Count, detail.ListItems));
                break;
            case RowList rows:
                AddRows(drawing, rows, detail);
                break;
            case EngineTable table:
                AddTable(drawing, table, detail);
                break;
            case Footnote footnote:
                drawing.Block(new ContextBlock([PlainTextObject.Of(SlackText.Fit(footnote.Text, 1_000))]));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that Slack has no drawing for.");
        }
    }

    private static void AddScore(Drawing drawing, ScoreBlock score, Detail detail)
    {
        var runs = new List<RichTextRun>
        {
            score.Score is { } points
                ? new RichText(string.Create(CultureInfo.InvariantCulture, $"{points} of 100"), RichStyle.Strong)
                : new RichText("No score", RichStyle.Strong),
        };
        if (score.Band is { } band)
            runs.Add(new RichText(Space + band));
        if (score.Change is { } change)
            runs.Add(new RichText(string.Create(CultureInfo.InvariantCulture, $"{Space}{change:+0;-0;0} since {score.Since}")));
        if (score.Reason is { } reason)
            runs.Add(new RichText(Space + SlackText.Fit(reason, 300)));
        bool chart = detail.Chart && SlackChartDrawing.IsDrawable(score.Course);
        if (!chart && Sparkline.Of(score.Course) is { Length: > 1 } spark)
            runs.Add(new RichText(Space + spark));
        drawing.Line(runs);
        if (chart)
            drawing.Block(SlackChartDrawing.Of(score.Course));
    }

    /// <summary>A row is one block: its line, its small print, and its buttons beside it. Where those are too many they stand below.</summary>
    private static void AddRows(Drawing drawing, RowList list, Detail detail)
    {
        int most = Math.Min(MostRows, Math.Max(detail.ListItems, 3));
        int shown = list.Rows.Count <= most + 1 ? list.Rows.Count : most;
        foreach (var row in list.Rows.Take(shown))
        {
            string line = string.Concat(row.Spans.Select(span => span.Text)) + (row.Detail.Length > 0 ? "\n" + row.Detail : "");
            var beside = SlackButtons.Beside(row.Buttons);
            drawing.Block(new SectionBlock(PlainTextObject.Of(SlackText.Fit(line, 400)), Accessory: beside));
            foreach (var below in beside is null ? SlackButtons.Of(row.Buttons) : [])
                drawing.Block(below);
        }

        if (shown < list.Rows.Count)
            drawing.Line([new RichText(More(list.Rows.Count - shown), new RichStyle(Italic: true))]);
    }

    private static void AddTable(Drawing drawing, EngineTable table, Detail detail)
    {
        int rows = Math.Min(table.Rows.Count, Math.Min(99, Math.Max(detail.ListItems, 3)));
        int columns = Math.Min(table.Header.Count, 20);
        if (!detail.Table || columns == 0 || table.Rows.Sum(row => row.Sum(cell => cell.Length)) > MostTable / 2)
        {
            drawing.List(false, Fold(table.Rows.Select(row => Joined(table.Header, row)), table.Rows.Count, Math.Max(detail.ListItems, 3)));
            return;
        }

        IEnumerable<IReadOnlyList<string>> all = table.Rows.Take(rows).Prepend(table.Header);
        drawing.Block(new Wire.TableBlock(
            [.. all.Select(row => (IReadOnlyList<TableCell>)[.. Enumerable.Range(0, columns).Select(i => TableCell.Of(SlackText.Fit(i < row.Count ? row[i] : "", 200)))])],
            [.. Enumerable.Range(0, columns).Select(_ => new ColumnSetting(IsWrapped: true))]));
        if (rows < table.Rows.Count)
            drawing.Line([new RichText(More(table.Rows.Count - rows))]);
    }

    private static List<RichTextRun> Joined(IReadOnlyList<string> header, IReadOnlyList<string> row)
    {
        var runs = new List<RichTextRun>();
        for (int i = 0; i < row.Count; i++)
            runs.AddRange(Pair(new Field(i < header.Count ? header[i] : "", row[i]), i > 0));
        return runs;
    }

    private static IEnumerable<RichTextRun> Pair(Field field, bool apart)
    {
        if (field.Label.Length > 0)
            yield return new RichText((apart ? Space : "") + SlackText.Fit(field.Label, 100) + " ", RichStyle.Strong);
        yield return new RichText(SlackText.Fit(field.Value, 300));
    }

    private static List<RichTextRun> Cause(CauseLine line)
    {
        var runs = new List<RichTextRun>
        {
            new RichText(string.Create(CultureInfo.InvariantCulture, $"{line.Points:+0;-0;0} "), RichStyle.Strong),
            new RichText(SlackText.Fit(line.Label, 300)),
        };
        if (line.Detail.Length > 0)
            runs.Add(new RichText(": " + SlackText.Fit(line.Detail, 300)));
        if (line.Part.Length > 0)
            runs.Add(new RichText(" (" + SlackText.Fit(line.Part, 60) + ")", new RichStyle(Italic: true)));
        return runs;
    }

    private static List<RichTextRun> Runs(IReadOnlyList<Span> spans) =>
    [
        .. spans.Where(span => span.Text.Length > 0).Select(span =>
        {
            var style = span.Style switch
            {
                SpanStyle.Strong => RichStyle.Strong,
                SpanStyle.Emphasis => new RichStyle(Italic: true),
                SpanStyle.Code => new RichStyle(Code: true),
                _ => null,
            };
            string text = SlackText.Fit(span.Text, MostRun);
            return span.Url is { } url ? (RichTextRun)new RichLink(url, text, style) : new RichText(text, style);
        }),
    ];

    private static IEnumerable<List<RichTextRun>> Fold(IEnumerable<List<RichTextRun>> items, int count, int most)
    {
        // "and 1 more" would take the place of the one.
        if (count <= most + 1)
            return items;
        return items.Take(most).Append([new RichText(More(count - most), new RichStyle(Italic: true))]);
    }

    private static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Neighbouring lines and lists share one rich text block; everything else stands alone.</summary>
    private sealed class Drawing
    {
        private readonly List<SlackBlock> _blocks = [];
        private readonly List<RichTextPart> _open = [];

        public void Line(List<RichTextRun> runs)
        {
            if (runs.Count == 0)
                return;
            // Sections follow each other, and lists, without a break of their own.
            bool again = _open.Count > 0;
            _open.Add(new RichTextSection(again ? [new RichText("\n"), .. runs] : runs));
        }

        public void List(bool ordered, IEnumerable<List<RichTextRun>> items)
        {
            RichTextSection[] sections = [.. items.Where(item => item.Count > 0).Select(item => new RichTextSection(item))];
            if (sections.Length > 0)
                _open.Add(new RichTextList(ordered ? "ordered" : "bullet", sections));
        }

        public void Block(SlackBlock block)
        {
            Close();
            _blocks.Add(block);
        }

        public List<SlackBlock> Done()
        {
            Close();
            return _blocks;
        }

        private void Close()
        {
            if (_open.Count == 0)
                return;
            _blocks.Add(new RichTextBlock([.. _open]));
            _open.Clear();
        }
    }
}
