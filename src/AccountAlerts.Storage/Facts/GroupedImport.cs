using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>An import whose rows are staged account by account and taken in ordinal order of the accounts.</summary>
internal abstract class GroupedImport(SqlDatabase database, FactStoreOptions options, ImportHeader header)
    : FactImport(database, options, header)
{
    private readonly StagedAccounts<StagedGroup> _groups = new(id => new StagedGroup(id));
    private long _staged;

    protected StreamContract Contract { get; } = FactContract.Of(header.Stream);

    /// <summary>Whether a row of the stream makes its account known.</summary>
    protected abstract bool NamesAccounts { get; }

    protected override void Stage(ReadOnlySpan<Cell> row)
    {
        StagedBytes rows = _groups[row[Contract.IndexOf("account_id")].Text].Rows;
        int before = rows.Capacity;
        StagedRows.Write(rows, row);
        _staged += rows.Capacity - before;
        if (_staged <= Options.StagingBytes)
            return;
        foreach (StagedGroup group in _groups.InOrder())
            group.Rows.Spill(Scratch);
        _staged = 0;
    }

    protected override long Write(FactWriter writer, CancellationToken cancellation)
    {
        Begin(writer);
        long repeated = 0;
        var rows = new List<Cell[]>();
        foreach (StagedGroup group in _groups.InOrder())
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Clear();
            group.Rows.ReadAll(Scratch, part => Unstage(part, rows));
            int account = writer.Accounts.IdOf(group.AccountId, NamesAccounts, out bool isNew);
            if (isNew)
                writer.Changed.Add(account);
            repeated += WriteAccount(writer, account, rows);
        }

        return repeated;
    }

    /// <summary>Prepares what the accounts of this transaction share.</summary>
    protected abstract void Begin(FactWriter writer);

    /// <param name="rows">All rows of one account, in the order they came.</param>
    /// <returns>How many of them were replaced by later ones.</returns>
    protected abstract long WriteAccount(FactWriter writer, int account, IReadOnlyList<Cell[]> rows);

    private void Unstage(ReadOnlySpan<byte> part, List<Cell[]> rows)
    {
        for (int at = 0; at < part.Length;)
        {
            var row = new Cell[Contract.Columns.Count];
            StagedRows.Read(part, ref at, row);
            rows.Add(row);
        }
    }

    private sealed class StagedGroup(string accountId)
    {
        public string AccountId => accountId;

        public StagedBytes Rows { get; } = new();
    }
}
