using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>A pass over one table in the order of its keys, which begin with the account.</summary>
/// <param name="columns">What to read after the key, which is column 0.</param>
/// <param name="accountOf">The account that a key begins with.</param>
internal sealed class AccountCursor(SqlSession session, string table, string columns, Func<long, int> accountOf) : IDisposable
{
    private readonly SqlStatement _statement =
        session.Prepare($"SELECT id, {columns} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id");
    private bool _onRow;

    /// <summary>The row's columns.</summary>
    public SqlStatement Row => _statement;

    public long Key { get; private set; }

    public void Seek(long first, long last)
    {
        _statement.Reset().Bind(1, first).Bind(2, last);
        Next();
    }

    public void Next()
    {
        _onRow = _statement.Step();
        if (_onRow)
            Key = _statement.Int64(0);
    }

    /// <summary>True while the cursor is on a row of the account; earlier accounts' rows are passed over.</summary>
    public bool IsAt(int account)
    {
        while (_onRow && accountOf(Key) < account)
            Next();
        return _onRow && accountOf(Key) == account;
    }

    /// <summary>All rows of the account.</summary>
    public IReadOnlyList<T> Rows<T>(int account, Func<SqlStatement, T> map)
    {
        if (!IsAt(account))
            return [];
        var rows = new List<T>(4);
        for (; IsAt(account); Next())
            rows.Add(map(_statement));
        return rows;
    }

    public void Dispose() => _statement.Dispose();
}
