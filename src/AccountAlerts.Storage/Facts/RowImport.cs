using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Takes rows of the streams that are kept as they came: a row replaces the source's earlier one of the same key.</summary>
internal sealed class RowImport(SqlDatabase database, FactStoreOptions options, ImportHeader header)
    : FactImport(database, options, header)
{
    private readonly RowTable _table = RowTable.Of(header.Stream);
    private readonly StagedBytes _rows = new();
    private readonly StagedAccounts<StagedAccount> _accounts = new(id => new StagedAccount(id));

    protected override void Stage(ReadOnlySpan<Cell> row)
    {
        if (_table.AccountColumn >= 0)
            _ = _accounts[row[_table.AccountColumn].Text];
        StagedRows.Write(_rows, row);
        if (_rows.Capacity > Options.StagingBytes)
            _rows.Spill(Scratch);
    }

    protected override long Write(FactWriter writer, CancellationToken cancellation)
    {
        writer.Accounts.ReadAhead(_accounts.Count);
        foreach (StagedAccount account in _accounts.InOrder())
        {
            account.Id = writer.Accounts.IdOf(account.AccountId, names: false, out _);
            account.People = null;
        }

        if (_table.PersonColumn >= 0)
            writer.People.ReadAhead(_accounts.InOrder().Select(account => account.Id).Distinct());
        var statements = new RowStatements(writer, _table);
        _rows.ReadAll(Scratch, part => WritePart(writer, statements, part, cancellation));
        return statements.Repeated;
    }

    private void WritePart(FactWriter writer, RowStatements statements, ReadOnlySpan<byte> part, CancellationToken cancellation)
    {
        var row = new Cell[_table.Columns.Count];
        var ahead = new List<Cell[]>();
        for (int at = 0; at < part.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            StagedRows.Read(part, ref at, row);
            Resolve(writer, row);
            if (!writer.Session.IsRemote)
            {
                Save(statements, row);
                continue;
            }

            ahead.Add([.. row]);
            if (ahead.Count < ReadAhead.Rows && at < part.Length)
                continue;
            statements.ReadAhead(ahead);
            ahead.ForEach(known => Save(statements, known));
            ahead.Clear();
        }
    }

    /// <summary>Puts the store's keys in the place of names.</summary>
    private void Resolve(FactWriter writer, Cell[] row)
    {
        if (_table.AccountColumn < 0)
            return;
        StagedAccount account = _accounts[row[_table.AccountColumn].Text];
        row[_table.AccountColumn] = Cell.Of((double)account.Id);
        if (_table.PersonColumn >= 0)
            row[_table.PersonColumn] = Person(writer, account, row[_table.PersonColumn].Text);
    }

    private void Save(RowStatements statements, Cell[] row) =>
        statements.Save(_table.AccountColumn < 0 ? 0 : (int)row[_table.AccountColumn].Number, row);

    private static Cell Person(FactWriter writer, StagedAccount account, string? personId)
    {
        if (string.IsNullOrEmpty(personId))
            return Cell.Of(0d);
        account.People ??= writer.People.Of(account.Id);
        return Cell.Of((double)writer.People.OrdinalOf(account.Id, account.People, personId));
    }

    private sealed class StagedAccount(string accountId)
    {
        public string AccountId => accountId;

        public int Id { get; set; }

        public AccountPeople? People { get; set; }
    }
}
