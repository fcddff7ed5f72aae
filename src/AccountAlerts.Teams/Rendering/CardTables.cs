using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>What stands in rows and columns: lists that act, and tables.</summary>
internal static class CardTables
{
    /// <summary>One row of a table for each: what it is about, its small print, and what can be done.</summary>
    public static void AddRows(CardDrawing drawing, RowList list, CardDetail detail)
    {
        int shown = list.Rows.Count <= detail.Rows + 1 ? list.Rows.Count : detail.Rows;
        var rows = new List<TableRow>();
        foreach (var row in list.Rows.Take(shown))
        {
            string about = string.Concat(row.Spans.Select(span => span.Text));
            var words = new List<CardElement>();
            TextRun[] line = [.. CardRuns.Runs(row.Spans, 300)];
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
            drawing.Line(new TextRun(CardRuns.More(list.Rows.Count - shown), Italic: true));
    }

    public static void AddTable(CardDrawing drawing, TableBlock table, CardDetail detail)
    {
        int columns = Math.Min(table.Header.Count, 8);
        if (!detail.Table || columns == 0)
        {
            drawing.List(false, CardRuns.Fold(table.Rows.Select(row => CardRuns.Joined(table.Header, row)), table.Rows.Count, Math.Max(detail.ListItems, 3)));
            return;
        }

        int shown = Math.Min(table.Rows.Count, Math.Max(detail.ListItems, 3));
        IEnumerable<TableRow> rows = table.Rows.Take(shown).Select(row => Row(row, columns, null)).Prepend(Row(table.Header, columns, "Bolder"));
        drawing.Add(new Table([.. Enumerable.Range(0, columns).Select(i => Column(table, i))], [.. rows], FirstRowAsHeaders: true, ShowGridLines: true));
        if (shown < table.Rows.Count)
            drawing.Line(new TextRun(CardRuns.More(table.Rows.Count - shown), Italic: true));
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
}
