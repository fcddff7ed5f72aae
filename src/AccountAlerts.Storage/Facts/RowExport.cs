using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Plain rows as they came, in the order of their key; where several sources have one key, the most trusted comes last and so wins.</summary>
internal static class RowExport
{
    public static IEnumerable<Cell[]> Rows(SqlSession session, SourceRanks ranks, RowTable table)
    {
        using var statement = session.Prepare(Sql(table, ranks));
        while (statement.Step())
        {
            var row = new Cell[table.Columns.Count];
            for (int i = 0; i < row.Length; i++)
                row[i] = Cells.Read(statement, i, IsName(table, i) ? ColumnKind.Text : table.Columns[i].Kind);
            yield return row;
        }
    }

    private static string Sql(RowTable table, SourceRanks ranks)
    {
        string columns = string.Join(", ", table.Columns.Select((_, index) => Expression(table, index)));
        // Nobody comes first, whatever the database thinks of nulls.
        string keys = string.Join(", ", table.Contract.Key.Select(key => table.Contract.IndexOf(key))
            .Select(index => index == table.PersonColumn ? $"p.person_id IS NOT NULL, {Expression(table, index)}" : Expression(table, index)));
        string account = table.AccountColumn < 0 ? "" : " JOIN accounts AS a ON a.id = r.account";
        // No person has the ordinal 0, which stands for nobody.
        string person = table.PersonColumn < 0 ? "" : " LEFT JOIN people AS p ON p.id = (r.account << 24) | r.person";
        return $"SELECT {columns} FROM {table.Name} AS r{account}{person} ORDER BY {keys}, {ranks.Sql("r.source")} DESC";
    }

    private static string Expression(RowTable table, int column) =>
        column == table.AccountColumn ? "a.account_id" : column == table.PersonColumn ? "p.person_id" : $"r.\"{table.Columns[column].Name}\"";

    private static bool IsName(RowTable table, int column) => column == table.AccountColumn || column == table.PersonColumn;
}
