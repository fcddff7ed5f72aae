using System.Runtime.CompilerServices;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>A fact store in memory that remembers everything that was asked of it. Rows replace by the contract's key; empty cells keep what was known.</summary>
public sealed class RecordingFactStore : IFactStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FactStream, SortedDictionary<string, Cell[]>> _facts = [];
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly List<RecordedImport> _imports = [];
    private readonly List<RecordedRead> _reads = [];

    /// <summary>Every import that was begun, in order, whatever became of it.</summary>
    public IReadOnlyList<RecordedImport> Imports => Copy(_imports);

    /// <summary>Every call of <see cref="MarkReadAsync"/>, in order.</summary>
    public IReadOnlyList<RecordedRead> Reads => Copy(_reads);

    /// <summary>Runs before every commit: what others do meanwhile.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>Thrown by the next commit, once.</summary>
    public Exception? FailNextCommit { get; set; }

    /// <returns>The stored rows of a stream in the order of its key.</returns>
    public IReadOnlyList<Cell[]> Rows(FactStream stream)
    {
        lock (_lock)
            return _facts.TryGetValue(stream, out SortedDictionary<string, Cell[]>? rows) ? [.. rows.Values] : [];
    }

    public Task<bool> WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(
                _imports.Any(import => import.Committed && import.Header.Source == source && import.Header.Stream == stream && import.Header.ContentHash == contentHash));
        }
    }

    public Task<IFactImport> BeginAsync(ImportHeader header, CancellationToken cancellation)
    {
        RecordedImport import = new(header);
        lock (_lock)
            _imports.Add(import);
        return Task.FromResult<IFactImport>(new Import(this, import));
    }

    public Task MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation)
    {
        lock (_lock)
            _reads.Add(new RecordedRead(source, [.. streams], at));
        return Task.CompletedTask;
    }

    public Task<long> CountImportsAsync(CancellationToken cancellation) => Task.FromResult(0L);

    public Task<bool> HasFactsAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_facts.Values.Any(rows => rows.Count > 0));
    }

    public async IAsyncEnumerable<Cell[]> ExportAsync(FactStream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (Cell[] row in Rows(stream))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
            return [.. list];
    }

    private ImportResult Commit(RecordedImport import)
    {
        lock (_lock)
        {
            if (FailNextCommit is { } fault)
            {
                FailNextCommit = null;
                throw fault;
            }

            StreamContract contract = FactContract.Of(import.Header.Stream);
            int[] key = [.. contract.Key.Select(contract.IndexOf)];
            if (!_facts.TryGetValue(contract.Stream, out SortedDictionary<string, Cell[]>? stored))
                _facts[contract.Stream] = stored = new(StringComparer.Ordinal);

            HashSet<string> seen = new(StringComparer.Ordinal);
            HashSet<int> accounts = [];
            long repeated = 0;
            foreach (Cell[] row in import.Rows)
            {
                string id = KeyOf(row, key);
                repeated += seen.Add(id) ? 0 : 1;
                stored[id] = stored.TryGetValue(id, out Cell[]? known) ? Merge(known, row) : row;
                if (contract.Columns.Any(column => column.Name == "account_id") && row[contract.IndexOf("account_id")].Text is { } account)
                    accounts.Add(Number(account));
            }

            import.Committed = true;
            return new ImportResult(import.Rows.Count, repeated, accounts);
        }
    }

    private int Number(string account)
    {
        if (!_accounts.TryGetValue(account, out int number))
            _accounts[account] = number = _accounts.Count + 1;
        return number;
    }

    // U+0001 sorts before every character that an id may hold, so that the joined text orders like its parts.
    private static string KeyOf(Cell[] row, int[] key) =>
        string.Join('\u0001', key.Select(column => row[column].Kind == CellKind.Number ? $"{row[column].Number + 1e6:0000000.###}" : row[column].Text));

    private static Cell[] Merge(Cell[] known, Cell[] row) =>
        [.. row.Select((cell, i) => cell.Kind == CellKind.Empty ? known[i] : cell)];

    private sealed class Import(RecordingFactStore store, RecordedImport import) : IFactImport
    {
        private static readonly StreamContract Usage = FactContract.Of(FactStream.Usage);

        public void Add(ReadOnlySpan<Cell> row)
        {
            Assert.NotEqual(FactStream.Usage, import.Header.Stream);
            Assert.Equal(FactContract.Of(import.Header.Stream).Columns.Count, row.Length);
            import.Add(row.ToArray());
        }

        public void AddUsage(ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value)
        {
            Assert.Equal(FactStream.Usage, import.Header.Stream);
            Cell[] row = new Cell[Usage.Columns.Count];
            row[Usage.IndexOf("account_id")] = Cell.Of(accountId.ToString());
            row[Usage.IndexOf("person_id")] = personId.IsEmpty ? Cell.Empty : Cell.Of(personId.ToString());
            row[Usage.IndexOf("date")] = Cell.Of(DateOnly.FromDayNumber(day));
            row[Usage.IndexOf("metric")] = Cell.Of(metric.ToString());
            row[Usage.IndexOf("value")] = Cell.Of(value);
            import.Add(row);
        }

        public async Task<ImportResult> CommitAsync(CancellationToken cancellation)
        {
            await store.Meanwhile();
            return store.Commit(import);
        }

        public ValueTask DisposeAsync()
        {
            import.Disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>One import as the store saw it.</summary>
public sealed class RecordedImport(ImportHeader header)
{
    private readonly List<Cell[]> _rows = [];

    public ImportHeader Header { get; } = header;

    /// <summary>The rows in the order in which they came.</summary>
    public IReadOnlyList<Cell[]> Rows => _rows;

    public bool Committed { get; internal set; }

    public bool Disposed { get; internal set; }

    internal void Add(Cell[] row) => _rows.Add(row);
}

public sealed record RecordedRead(string Source, IReadOnlyList<FactStream> Streams, DateTimeOffset At);
