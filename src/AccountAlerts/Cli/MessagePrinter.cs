using AccountAlerts.Engine.Conversations;
using Spectre.Console;
using Paragraph = AccountAlerts.Engine.Conversations.Paragraph;

namespace AccountAlerts.Cli;

/// <summary>Draws a neutral message in a terminal: headings, lists, tables, bars.</summary>
internal sealed class MessagePrinter(Terminal terminal)
{
    private const int BarWidth = 20;

    public void Print(Message message)
    {
        foreach (Block block in message.Blocks)
            Print(block);
    }

    private void Print(Block block)
    {
        switch (block)
        {
            case Heading heading:
                terminal.Write(new Markup($"[bold]{Plain(heading.Spans)}[/]\n"));
                break;
            case Paragraph paragraph:
                terminal.WriteLine(Text(paragraph.Spans));
                break;
            case BulletList list:
                foreach ((int index, IReadOnlyList<Span> item) in list.Items.Index())
                    terminal.WriteLine($"  {(list.Ordered ? $"{index + 1}." : "-")} {Text(item)}");
                break;
            case RowList list:
                foreach (MessageRow row in list.Rows)
                {
                    terminal.WriteLine($"  - {Text(row.Spans)}");
                    if (row.Detail.Length > 0)
                        terminal.Write(new Markup($"    [dim]{Markup.Escape(row.Detail)}[/]\n"));
                }

                break;
            case FieldList fields:
                foreach (Field field in fields.Fields)
                    terminal.WriteLine($"{field.Label}: {field.Value}");
                break;
            case ScoreBlock score:
                terminal.WriteLine(Score(score));
                break;
            case CauseBlock causes:
                Print(causes);
                break;
            case TableBlock table:
                Print(table);
                break;
            case Footnote note:
                terminal.Write(new Markup($"[dim]{Markup.Escape(note.Text)}[/]\n"));
                break;
            default:
                throw new InvalidOperationException($"Unknown block {block}.");
        }
    }

    private static string Score(ScoreBlock block)
    {
        if (block.Score is not { } score)
            return $"No score: {block.Reason}";
        string change = block.Change is { } points ? $", {Numbers.Signed(points)} since {block.Since}" : "";
        return $"Score {Numbers.Whole(score)} ({block.Band}){change}";
    }

    private void Print(CauseBlock causes)
    {
        int largest = Math.Max(1, causes.Lines.Select(line => Math.Abs(line.Points)).DefaultIfEmpty().Max());
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(causes.Title))
            .AddColumn(new TableColumn("Points").RightAligned()).AddColumn("").AddColumn("Cause").AddColumn("Detail");
        foreach (CauseLine line in causes.Lines)
        {
            string bar = new('█', Math.Max(line.Points == 0 ? 0 : 1, Math.Abs(line.Points) * BarWidth / largest));
            string part = line.Part.Length == 0 ? "" : $" ({line.Part})";
            table.AddRow(
                new Markup(Numbers.Signed(line.Points)), new Markup($"[{(line.Points < 0 ? "red" : "green")}]{bar}[/]"),
                new Text(line.Label + part), new Text(line.Detail));
        }

        table.AddRow(new Markup($"[bold]{Numbers.Signed(causes.Total)}[/]"), new Text(""), new Markup("[bold]in all[/]"), new Text(""));
        terminal.Write(table);
    }

    private void Print(TableBlock block)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns([.. block.Header.Select(Markup.Escape)]);
        foreach (IReadOnlyList<string> row in block.Rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        terminal.Write(table);
    }

    private static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Text));

    private static string Plain(IEnumerable<Span> spans) => Markup.Escape(Text(spans));
}
