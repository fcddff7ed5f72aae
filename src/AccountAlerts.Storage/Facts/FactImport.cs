using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>What all imports share: staging outside the database, then one write transaction with the journal entry.</summary>
internal abstract class FactImport(SqlDatabase database, FactStoreOptions options, ImportHeader header) : IFactImport
{
    // Beyond this, whoever asks works everything out again.
    private const int MostListedAccounts = 10_000;

    private bool _closed;

    protected ImportHeader Header { get; } = header;

    protected FactStoreOptions Options { get; } = options;

    protected ScratchFile Scratch { get; } = new(options.ScratchFolder ?? database.ScratchFolder);

    protected long Rows { get; private set; }

    public void Add(ReadOnlySpan<Cell> row)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        Rows++;
        Stage(row);
    }

    public void AddUsage(ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        Rows++;
        StageUsage(accountId, personId, day, metric, value);
    }

    public async Task<ImportResult> CommitAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellation.ThrowIfCancellationRequested();
        // Packing consumes what was staged, so there is one try: after a failure the source reads again.
        _closed = true;
        Prepare(cancellation);
        ImportResult result = await database.WriteAsync(
            WriteArea.Facts,
            session =>
            {
                using var writer = new FactWriter(session, Header, Rows);
                long repeated = Write(writer, cancellation);
                writer.Finish();
                return new ImportResult(Rows, repeated, writer.Changed.Count > MostListedAccounts ? null : [.. writer.Changed.Order()]);
            },
            cancellation);
        Scratch.Dispose();
        return result;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    protected abstract void Stage(ReadOnlySpan<Cell> row);

    protected virtual void StageUsage(
        ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value) =>
        throw new InvalidOperationException($"This import takes rows of {Header.Stream}, not of usage.");

    /// <summary>Work that needs no lock: done before the transaction, so that it stays short.</summary>
    protected virtual void Prepare(CancellationToken cancellation)
    {
    }

    /// <summary>Runs within the transaction.</summary>
    /// <returns>How many rows were replaced by later ones of the same import.</returns>
    protected abstract long Write(FactWriter writer, CancellationToken cancellation);

    private void Close()
    {
        _closed = true;
        Scratch.Dispose();
    }
}
