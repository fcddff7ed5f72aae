using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Takes accounts rows: an empty cell keeps what the source said last, and what changed is also kept as a version of the
/// import's day.
/// </summary>
internal sealed class AccountsImport(SqlDatabase database, FactStoreOptions options, ImportHeader header)
    : GroupedImport(database, options, header)
{
    private AccountStatements? _statements;

    protected override bool NamesAccounts => true;

    protected override void Begin(FactWriter writer) => _statements = new AccountStatements(writer);

    protected override void ReadAhead(FactWriter writer, int[] accounts) => _statements?.ReadAhead(accounts);

    protected override long WriteAccount(FactWriter writer, int account, IReadOnlyList<Cell[]> rows)
    {
        AccountStatements statements = _statements ?? throw new InvalidOperationException("The import has not begun to write.");
        // The last row wins; account_id is the first column.
        ReadOnlySpan<Cell> given = rows[^1].AsSpan(1);
        Cell[]? known = statements.Values(account);
        Cell[] values = known ?? new Cell[given.Length];
        var dated = new Cell[given.Length];
        bool changed = known is null;

        // An account is known from its first import on, whatever that says of it.
        bool newVersion = known is null;
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i].Kind == CellKind.Empty || given[i] == values[i])
                continue;
            values[i] = given[i];
            changed = true;
            if (AccountColumns.IsDated[i])
            {
                dated[i] = given[i];
                newVersion = true;
            }
        }

        if (changed)
        {
            statements.SaveValues(account, values);
            writer.Changed.Add(account);
        }

        if (newVersion)
            SaveVersion(writer, statements, account, dated);
        if (given[AccountColumns.MergedInto].Text is { Length: > 0 } target && changed)
            writer.Accounts.Merge(account, target);
        return rows.Count - 1;
    }

    private static void SaveVersion(FactWriter writer, AccountStatements statements, int account, Cell[] dated)
    {
        Cell[]? today = statements.Version(account, writer.Day, fromHistory: false, out long key);
        for (int i = 0; today is not null && i < dated.Length; i++)
        {
            if (dated[i].Kind == CellKind.Empty)
                dated[i] = today[i];
        }

        statements.SaveVersion(key, writer.Day, fromHistory: false, dated);
    }
}

/// <summary>Takes account_history rows: each says what was true from a day on, and replaces the source's earlier row of that day.</summary>
internal sealed class AccountHistoryImport(SqlDatabase database, FactStoreOptions options, ImportHeader header)
    : GroupedImport(database, options, header)
{
    // account_id, effective_on, then the account's columns.
    private const int Day = 1;
    private const int FirstColumn = 2;

    private AccountStatements? _statements;

    protected override bool NamesAccounts => true;

    protected override void Begin(FactWriter writer) => _statements = new AccountStatements(writer);

    protected override void ReadAhead(FactWriter writer, int[] accounts) => _statements?.ReadAhead(accounts);

    protected override long WriteAccount(FactWriter writer, int account, IReadOnlyList<Cell[]> rows)
    {
        AccountStatements statements = _statements ?? throw new InvalidOperationException("The import has not begun to write.");
        var byDay = new SortedDictionary<int, Cell[]>();
        foreach (Cell[] row in rows)
            byDay[Cells.Day((long)row[Day].Number).DayNumber] = row;
        foreach ((int day, Cell[] row) in byDay)
        {
            Cell[] given = row[FirstColumn..];
            Cell[]? known = statements.Version(account, day, fromHistory: true, out long key);
            if (known is not null && known.AsSpan().SequenceEqual(given))
                continue;
            statements.SaveVersion(key, day, fromHistory: true, given);
            writer.Changed.Add(account);
            if (given[AccountColumns.MergedInto].Text is { Length: > 0 } target)
                writer.Accounts.Merge(account, target);
        }

        return rows.Count - byDay.Count;
    }
}
