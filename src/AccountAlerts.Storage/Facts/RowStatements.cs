using System.Text;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Alerts;
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
    private readonly string _names;
    private Dictionary<string, (long Key, Cell[] Row)>? _ahead;
    private readonly HashSet<long> _saved = [];

    public RowStatements(FactWriter writer, RowTable table)
    {
        _writer = writer;
        _table = table;
        string[] names = [.. table.Columns.Select(column => $"\"{column.Name}\"")];
        string all = _names = string.Join(", ", names);
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

    /// <summary>Looks up what is stored of rows, which are to be saved next.</summary>
    public void ReadAhead(IReadOnlyList<Cell[]> rows)
    {
        int first = FirstKey;
        string column = $"\"{_table.Columns[first].Name}\"";
        bool text = Cells.IsText(_table.Columns[first].Kind);
        SqlDialect dialect = _writer.Session.Dialect;
        _ahead = new Dictionary<string, (long, Cell[])>(StringComparer.Ordinal);
        using SqlStatement stored = _writer.Session.Prepare(
            $"SELECT id, {_names} FROM {_table.Name} WHERE source = ?2 AND {(text ? dialect.IsIn(column, "?1") : dialect.IsAmong(column, "?1"))}");
        stored.Bind(1, text
            ? AlertJson.Write(rows.Select(row => row[first].Text ?? "").Distinct())
            : AlertJson.Write(rows.Select(row => (long)row[first].Number).Distinct()));
        for (stored.Bind(2, _writer.Source); stored.Step();)
        {
            var row = new Cell[_table.Columns.Count];
            for (int i = 0; i < row.Length; i++)
                row[i] = Cells.Read(stored, i + 1, _table.Columns[i].Kind);
            _ahead[KeyOf(row)] = (stored.Int64(0), row);
        }
    }

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
            _ahead?.Remove(KeyOf(row));
            Touch(FactKeys.AccountOfRow(key));
            key = 0;
        }

        bool found = key != 0;
        if (!found)
            key = NextKey(account);
        if (_ahead is not null)
        {
            SaveAhead(account, key, found, row);
            return;
        }

        SqlStatement save = found ? _update : _insert;
        save.Bind(1, key).Bind(2, _writer.Source).Bind(3, _writer.Import);
        for (int i = 0; i < row.Length; i++)
            Cells.Bind(save, i + 4, row[i], _table.Columns[i].Kind);
        long changed = save.Execute();
        if (!found || changed > 0)
            Touch(account);
        _saved.Add(key);
    }

    // What is stored is known here, so nothing has to be asked: what changes is sent together.
    private void SaveAhead(int account, long key, bool found, ReadOnlySpan<Cell> row)
    {
        string name = KeyOf(row);
        if (!found || !_ahead![name].Row.AsSpan().SequenceEqual(row))
        {
            SqlStatement save = found ? _update : _insert;
            save.Bind(1, key).Bind(2, _writer.Source).Bind(3, _writer.Import);
            for (int i = 0; i < row.Length; i++)
                Cells.Bind(save, i + 4, row[i], _table.Columns[i].Kind);
            save.Queue();
            Touch(account);
        }

        _ahead![name] = (key, row.ToArray());
        _saved.Add(key);
    }

    private int FirstKey => _table.Columns.Select((column, index) => (column, index)).First(pair => pair.column.Key).index;

    private string KeyOf(ReadOnlySpan<Cell> row)
    {
        var key = new StringBuilder();
        for (int i = 0; i < row.Length; i++)
        {
            if (_table.Columns[i].Key)
                _ = Cells.IsText(_table.Columns[i].Kind) ? key.Append(WellFormed.Of(row[i].Text ?? "")).Append('\0') : key.Append((long)row[i].Number).Append('\0');
        }

        return key.ToString();
    }

    private void Touch(int account)
    {
        if (account != 0)
            _writer.Changed.Add(account);
    }

    private long Find(ReadOnlySpan<Cell> row)
    {
        if (_ahead is not null)
            return _ahead.TryGetValue(KeyOf(row), out (long Key, Cell[] Row) known) ? known.Key : 0;
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

    private void ReadLastKeys()
    {
        using SqlStatement last = _writer.Session.Prepare($"SELECT max(id) FROM {_table.Name} GROUP BY id >> {FactKeys.RowBits}");
        while (last.Step())
            _nextKey[FactKeys.AccountOfRow(last.Int64(0))] = last.Int64(0) + 1;
    }

    private long NextKey(int account)
    {
        if (_ahead is not null && _nextKey.Count == 0)
            ReadLastKeys();
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
