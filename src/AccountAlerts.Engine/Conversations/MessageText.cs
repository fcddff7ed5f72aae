using System.Text;

namespace AccountAlerts.Engine.Conversations;

/// <summary>A message as plain text, to paste into a document or an e-mail. Only what people read: no buttons.</summary>
public static class MessageText
{
    public static string Of(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = new StringBuilder();
        foreach (var block in message.Blocks)
        {
            if (text.Length > 0 && block is not BulletList)
                text.Append('\n');
            Write(text, block);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                Line(text, Words(heading.Spans));
                break;
            case Paragraph paragraph:
                Line(text, Words(paragraph.Spans));
                break;
            case BulletList list:
                for (int i = 0; i < list.Items.Count; i++)
                    Line(text, (list.Ordered ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}. ") : "- ") + Words(list.Items[i]));
                break;
            case FieldList fields:
                foreach (var field in fields.Fields)
                    Line(text, $"{field.Label}: {field.Value}");
                break;
            case TableBlock table:
                foreach (var row in table.Rows)
                    Line(text, string.Join(", ", row.Select((cell, i) => i < table.Header.Count ? $"{table.Header[i]}: {cell}" : cell)));
                break;
            case RowList rows:
                foreach (var row in rows.Rows)
                    Line(text, row.Detail.Length > 0 ? $"- {Words(row.Spans)}: {row.Detail}" : $"- {Words(row.Spans)}");
                break;
            case ScoreBlock score:
                Line(text, score.Score is { } points
                    ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{points} of 100, {score.Band}")
                    : $"No score: {score.Reason}");
                break;
            case CauseBlock causes:
                Line(text, causes.Title);
                foreach (var cause in causes.Lines)
                    Line(text, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"- {cause.Points:+0;-0;0} {cause.Label}: {cause.Detail}"));
                break;
            case Footnote note:
                Line(text, note.Text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that is no text.");
        }
    }

    private static void Line(StringBuilder text, string words) => text.Append(words).Append('\n');

    private static string Words(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Text));
}
