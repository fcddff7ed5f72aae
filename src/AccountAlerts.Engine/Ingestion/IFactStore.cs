using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Engine.Ingestion;

/// <summary>What is about to be imported.</summary>
/// <param name="Source">Name of the source as the settings call it; <c>import</c> for the command line.</param>
/// <param name="FileName">For messages and the journal; any label where there is no file.</param>
/// <param name="ContentHash">Hex SHA-256 of the bytes, or null where there is no file: same bytes twice change nothing.</param>
/// <param name="At">The product's clock: the import is known from this instant's UTC day on.</param>
public sealed record ImportHeader(string Source, FactStream Stream, string FileName, string? ContentHash, DateTimeOffset At);

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows taken, repeated ones included.</param>
/// <param name="Repeated">Rows whose key occurred earlier in the same import; the last one won.</param>
/// <param name="Accounts">The store's keys of accounts whose facts changed; null means "too many to list: all".</param>
public sealed record ImportResult(long Rows, long Repeated, IReadOnlyCollection<int>? Accounts);

/// <summary>The store's writing side of facts.</summary>
public interface IFactStore
{
    Task<bool> WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation);

    /// <summary>Begins an import of one stream. Nothing of it is visible, or blocks readers or other writers for long, before the commit.</summary>
    Task<IFactImport> BeginAsync(ImportHeader header, CancellationToken cancellation);

    /// <summary>Records that a source was read successfully and completely up to <paramref name="at"/>, rows or not.</summary>
    Task MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>True if any fact was ever stored, by whichever source.</summary>
    Task<bool> HasFactsAsync(CancellationToken cancellation);

    /// <summary>How many imports were ever committed, by whichever process: another number means news.</summary>
    Task<long> CountImportsAsync(CancellationToken cancellation);

    /// <summary>Every stored fact of a stream as contract rows, in the order of the contract's key.</summary>
    IAsyncEnumerable<Cell[]> ExportAsync(FactStream stream, CancellationToken cancellation);
}

/// <summary>One import under way. Disposing without a commit leaves no trace.</summary>
public interface IFactImport : IAsyncDisposable
{
    /// <summary>Takes a checked row, cells in the contract's column order. Not for usage.</summary>
    void Add(ReadOnlySpan<Cell> row);

    /// <summary>Takes a usage row; the fast path, no allocation for ids seen before.</summary>
    /// <param name="personId">Empty where the row names nobody.</param>
    /// <param name="day"><see cref="DateOnly.DayNumber"/> of a UTC day.</param>
    void AddUsage(ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value);

    /// <summary>Makes everything visible in one transaction, with the journal entry that makes the same bytes a no-op.</summary>
    Task<ImportResult> CommitAsync(CancellationToken cancellation);
}
