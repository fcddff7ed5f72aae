using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Saves rows of one plain table within one import.</summary>
internal sealed class RowStatements
{
    private readonly FactWriter _writer;
    private readonly RowTable _table;
    private readonly SqlStatement _find;
    private readonly SqlStatement _last;
    private readonly SqlStatement _insert;
    private readonly SqlStatement _update;
    private readonly SqlStatement _delete;
    private readonly Dictionary<int, long> _nextKey = [];
    private readonly HashSet<long> _saved = [];

    public RowStatements(FactWriter writer, RowTable table)
    {
        _writer = writer;
        _table = table;
        string[] names = [.. table.Columns.Select(column => $"\"{column.Name}\"")];
        string all = string.Join(", ", names);
        string parameters = string.Join(", ", names.Select((_, index) => $"?{index + 4}"));
        _find = writer.Prepare(
            $"SELECT id FROM {table.Name} WHERE source = ? {string.Concat(table.KeyColumns.Select(column => $" AND \"{column}\" = ?"))}");
        _last = writer.Prepare($"SELECT max(id) FROM {table.Name} WHERE id BETWEEN ? AND ?");
        _insert = writer.Prepare($"INSERT INTO {table.Name} (id, source, import, {all}) VALUES (?1, ?2, ?3, {parameters})");
        _update = writer.Prepare(
            $"UPDATE {table.Name} SET source = ?2, import = ?3, ({all}) = ({parameters}) WHERE id = ?1 AND ({all}) IS DISTINCT FROM ({parameters})");
        _delete = writer.Prepare($"DELETE FROM {table.Name} WHERE id = ?");
    }

    /// <summary>How many rows replaced one of the same import.</summary>
    public long Repeated { get; private set; }

    /// <param name="account">The store's key; 0 for streams that belong to none.</param>
    /// <param name="row">In the table's columns.</param>
    public void Save(int account, ReadOnlySpan<Cell> row)
    {
        long key = Find(row);
        if (key != 0 && _saved.Contains(key))
            Repeated++;
        if (key != 0 && FactKeys.AccountOfRow(key) != account)
        {
            // The ticket (say) now belongs to another account: its key begins with the account, so it moves.
            _delete.Bind(1, key).Run();
            Touch(FactKeys.AccountOfRow(key));
            key = 0;
        }

        bool found = key != 0;
        if (!found)
            key = NextKey(account);
        SqlStatement save = found ? _update : _insert;
        save.Bind(1, key).Bind(2, _writer.Source).Bind(3, _writer.Import);
        for (int i = 0; i < row.Length; i++)
            Cells.Bind(save, i + 4, row[i], _table.Columns[i].Kind);
        long changed = save.Execute();
        if (!found || changed > 0)
            Touch(account);
        _saved.Add(key);
    }

    private void Touch(int account)
    {
        if (account != 0)
            _writer.Changed.Add(account);
    }

    private long Find(ReadOnlySpan<Cell> row)
    {
        _find.Bind(1, _writer.Source);
        int parameter = 2;
        for (int i = 0; i < row.Length; i++)
        {
            if (_table.Columns[i].Key)
                Cells.Bind(_find, parameter++, row[i], _table.Columns[i].Kind);
        }

        long key = _find.Step() ? _find.Int64(0) : 0;
        _find.Reset();
        return key;
    }

    private long NextKey(int account)
    {
        if (!_nextKey.TryGetValue(account, out long next))
        {
            _last.Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account)).Step();
            next = (_last.Int64OrNull(0) ?? FactKeys.Row(account, 0)) + 1;
            _last.Reset();
        }

        _nextKey[account] = next + 1;
        return next;
    }
}
