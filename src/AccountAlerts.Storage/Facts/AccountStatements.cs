using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads and writes an account's current values and its versions, one source's at a time.</summary>
internal sealed class AccountStatements(FactWriter writer)
{
    private static readonly int Width = AccountColumns.All.Count;

    private readonly SqlStatement _values = writer.Prepare($"SELECT {AccountColumns.Names} FROM account_values WHERE id = ?");
    private readonly SqlStatement _saveValues = writer.Prepare(
        $"""
        INSERT INTO account_values (id, import, {AccountColumns.Names}) VALUES (?, ?, {AccountColumns.Parameters})
        ON CONFLICT (id) DO UPDATE SET import = excluded.import, {AccountColumns.Replaced}
        """);
    private readonly SqlStatement _version = writer.Prepare(
        $"""
        SELECT id, {AccountColumns.Names} FROM account_versions
        WHERE id BETWEEN ? AND ? AND source = ? AND effective_on = ? AND from_history = ?
        """);
    private readonly SqlStatement _lastVersion = writer.Prepare("SELECT max(id) FROM account_versions WHERE id BETWEEN ? AND ?");
    private readonly SqlStatement _saveVersion = writer.Prepare(
        $"""
        INSERT INTO account_versions (id, import, source, effective_on, from_history, {AccountColumns.Names})
        VALUES (?, ?, ?, ?, ?, {AccountColumns.Parameters})
        ON CONFLICT (id) DO UPDATE SET import = excluded.import, {AccountColumns.Replaced}
        """);

    private Dictionary<int, Cell[]>? _valuesAhead;
    private Dictionary<(int Account, long Day, bool FromHistory), (long Key, Cell[] Cells)>? _versionsAhead;
    private Dictionary<int, long>? _lastAhead;

    /// <summary>Reads what is stored of these accounts; until the next call no others are asked for.</summary>
    public void ReadAhead(int[] accounts)
    {
        _valuesAhead = [];
        _versionsAhead = [];
        _lastAhead = [];
        using (SqlStatement values = Facts.ReadAhead.OfAccounts(writer.Session, "account_values", $"r.id, {AccountColumns.NamesOf("r")}", accounts))
        {
            while (values.Step())
            {
                if (FactKeys.OrdinalOfRow(values.Int64(0)) == writer.Source)
                    _valuesAhead[FactKeys.AccountOfRow(values.Int64(0))] = ReadCells(values, 1);
            }
        }

        using SqlStatement versions = Facts.ReadAhead.OfAccounts(
            writer.Session, "account_versions", $"r.id, r.source, r.effective_on, r.from_history, {AccountColumns.NamesOf("r")}", accounts);
        while (versions.Step())
        {
            long key = versions.Int64(0);
            int account = FactKeys.AccountOfRow(key);
            _lastAhead[account] = key;
            if (versions.Int32(1) == writer.Source)
                _versionsAhead[(account, versions.Int64(2), versions.Int64(3) != 0)] = (key, ReadCells(versions, 4));
        }
    }

    /// <returns>What this source last said; null if it never said anything.</returns>
    public Cell[]? Values(int account)
    {
        if (_valuesAhead is not null)
            return _valuesAhead.GetValueOrDefault(account);
        _values.Bind(1, FactKeys.Row(account, writer.Source));
        Cell[]? cells = _values.Step() ? ReadCells(_values, 0) : null;
        _values.Reset();
        return cells;
    }

    public void SaveValues(int account, Cell[] cells)
    {
        _saveValues.Bind(1, FactKeys.Row(account, writer.Source)).Bind(2, writer.Import);
        BindCells(_saveValues, 3, cells);
        _saveValues.Queue();
        if (_valuesAhead is not null)
            _valuesAhead[account] = cells;
    }

    /// <returns>This source's version of the day; null if there is none yet. The key is where to save it.</returns>
    public Cell[]? Version(int account, long day, bool fromHistory, out long key)
    {
        long first = FactKeys.Row(account, 0);
        if (_versionsAhead is not null && _lastAhead is not null)
        {
            bool known = _versionsAhead.TryGetValue((account, day, fromHistory), out (long Key, Cell[] Cells) version);
            key = known ? version.Key : _lastAhead.GetValueOrDefault(account, first) + 1;
            return known ? version.Cells : null;
        }

        long last = FactKeys.LastRow(account);
        _version.Bind(1, first).Bind(2, last).Bind(3, writer.Source).Bind(4, day).Bind(5, fromHistory ? 1 : 0);
        Cell[]? cells = null;
        key = 0;
        if (_version.Step())
        {
            key = _version.Int64(0);
            cells = ReadCells(_version, 1);
        }

        _version.Reset();
        if (cells is null)
        {
            _lastVersion.Bind(1, first).Bind(2, last).Step();
            key = (_lastVersion.Int64OrNull(0) ?? first) + 1;
            _lastVersion.Reset();
        }

        return cells;
    }

    public void SaveVersion(long key, long day, bool fromHistory, Cell[] cells)
    {
        _saveVersion.Bind(1, key).Bind(2, writer.Import).Bind(3, writer.Source).Bind(4, day).Bind(5, fromHistory ? 1 : 0);
        BindCells(_saveVersion, 6, cells);
        _saveVersion.Queue();
        if (_versionsAhead is not null && _lastAhead is not null)
        {
            int account = FactKeys.AccountOfRow(key);
            _versionsAhead[(account, day, fromHistory)] = (key, cells);
            _lastAhead[account] = Math.Max(key, _lastAhead.GetValueOrDefault(account));
        }
    }

    internal static Cell[] ReadCells(SqlStatement statement, int firstColumn)
    {
        var cells = new Cell[Width];
        for (int i = 0; i < Width; i++)
            cells[i] = Cells.Read(statement, firstColumn + i, AccountColumns.All[i].Kind);
        return cells;
    }

    private static void BindCells(SqlStatement statement, int firstParameter, Cell[] cells)
    {
        for (int i = 0; i < Width; i++)
            Cells.Bind(statement, firstParameter + i, cells[i], AccountColumns.All[i].Kind);
    }
}
