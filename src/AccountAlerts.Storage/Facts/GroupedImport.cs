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
        writer.Accounts.ReadAhead(_groups.Count);
        long repeated = 0;
        var rows = new List<Cell[]>();
        foreach (StagedGroup[] some in _groups.InOrder().Chunk(Facts.ReadAhead.Accounts))
        {
            cancellation.ThrowIfCancellationRequested();
            int[] accounts = Array.ConvertAll(some, group => IdOf(writer, group));
            if (writer.Session.IsRemote)
                ReadAhead(writer, accounts);
            for (int i = 0; i < some.Length; i++)
            {
                rows.Clear();
                some[i].Rows.ReadAll(Scratch, part => Unstage(part, rows));
                repeated += WriteAccount(writer, accounts[i], rows);
            }
        }

        return repeated;
    }

    /// <summary>Prepares what the accounts of this transaction share.</summary>
    protected abstract void Begin(FactWriter writer);

    /// <summary>Reads what <see cref="WriteAccount"/> will ask of these accounts.</summary>
    protected abstract void ReadAhead(FactWriter writer, int[] accounts);

    /// <param name="rows">All rows of one account, in the order they came.</param>
    /// <returns>How many of them were replaced by later ones.</returns>
    protected abstract long WriteAccount(FactWriter writer, int account, IReadOnlyList<Cell[]> rows);

    private int IdOf(FactWriter writer, StagedGroup group)
    {
        int account = writer.Accounts.IdOf(group.AccountId, NamesAccounts, out bool isNew);
        if (isNew)
            writer.Changed.Add(account);
        return account;
    }

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
