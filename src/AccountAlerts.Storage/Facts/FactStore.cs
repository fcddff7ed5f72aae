using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Stored facts: the writing side, and the way out.</summary>
internal sealed class FactStore(SqlDatabase database, FactStoreOptions options) : IFactStore
{
    public Task<bool> WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation)
    {
        using SqlReader reader = database.Read();
        using var find = reader.Prepare(
            """
            SELECT 1 FROM imports JOIN sources ON sources.id = imports.source
            WHERE sources.name = ? AND imports.stream = ? AND imports.content_hash = ?
            """);
        return Task.FromResult(
            find.Bind(1, source).Bind(2, FactContract.Of(stream).Name).Bind(3, contentHash).Step());
    }

    public Task<IFactImport> BeginAsync(ImportHeader header, CancellationToken cancellation) => Task.FromResult<IFactImport>(
        header.Stream switch
        {
            FactStream.Usage => new UsageImport(database, options, header, Metrics()),
            FactStream.People => new PeopleImport(database, options, header),
            FactStream.Accounts => new AccountsImport(database, options, header),
            FactStream.AccountHistory => new AccountHistoryImport(database, options, header),
            _ => new RowImport(database, options, header),
        });

    public Task MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(WriteArea.Facts, session => StreamReads.Mark(session, source, streams, at), cancellation);

    public Task<bool> HasFactsAsync(CancellationToken cancellation)
    {
        using SqlReader reader = database.Read();
        using var any = reader.Prepare("SELECT 1 FROM imports WHERE rows > 0 LIMIT 1");
        return Task.FromResult(any.Step());
    }

    public Task<long> CountImportsAsync(CancellationToken cancellation)
    {
        // The journal is only added to, and numbered without gaps.
        using SqlReader reader = database.Read();
        using var count = reader.Prepare("SELECT coalesce(max(id), 0) FROM imports");
        return Task.FromResult(count.Step() ? count.Int64(0) : 0);
    }

    public IAsyncEnumerable<Cell[]> ExportAsync(FactStream stream, CancellationToken cancellation) =>
        new FactExport(database, options).Rows(stream, cancellation).ToAsyncEnumerable();

    private List<string> Metrics()
    {
        using SqlReader reader = database.Read();
        return MetricNames.Read(reader);
    }
}
