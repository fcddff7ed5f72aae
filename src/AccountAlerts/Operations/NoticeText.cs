using System.Globalization;
using System.Text;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Operations;

/// <summary>A message as plain lines, for ways that know nothing else.</summary>
internal static class NoticeText
{
    public static string Of(Message message)
    {
        var text = new StringBuilder();
        foreach (Block block in message.Blocks)
        {
            foreach (string line in Lines(block))
                text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Heading heading => [Text(heading.Spans), ""],
        Paragraph paragraph => [Text(paragraph.Spans)],
        BulletList list => list.Items.Select((item, index) => (list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "- ") + Text(item)),
        RowList list => list.Rows.Select(row => "- " + Text(row.Spans) + (row.Detail.Length > 0 ? ": " + row.Detail : "")),
        FieldList fields => fields.Fields.Select(field => $"{field.Label}: {field.Value}"),
        ScoreBlock score => [score.Score is { } points ? string.Create(CultureInfo.InvariantCulture, $"Score {points}") : $"No score: {score.Reason}"],
        CauseBlock causes => causes.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Points:+0;-0;0} {line.Label} {line.Detail}")).Prepend(causes.Title),
        TableBlock table => table.Rows.Prepend(table.Header).Select(row => string.Join(" | ", row)),
        Footnote note => [note.Text],
        _ => throw new InvalidOperationException($"Unknown block {block}."),
    };

    private static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Url is null ? span.Text : $"{span.Text} ({span.Url})"));
}
