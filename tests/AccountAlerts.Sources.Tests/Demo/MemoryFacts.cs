using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>A fact store of plain rows: a row replaces the one with its key, commits are remembered.</summary>
internal sealed class MemoryFacts : IFactStore
{
    private readonly Dictionary<FactStream, Dictionary<Key, Cell[]>> _rows = [];

    public List<ImportHeader> Commits { get; } = [];

    public List<DateTimeOffset> Reads { get; } = [];

    /// <summary>Breaks the machinery at the commit with this number, counted from 0.</summary>
    public int? FailAtCommit { get; set; }

    public long Repeated { get; private set; }

    public IReadOnlyCollection<Cell[]> Rows(FactStream stream) => _rows.TryGetValue(stream, out Dictionary<Key, Cell[]>? rows) ? rows.Values : [];

    public IEnumerable<Fact> Facts(FactStream stream) => Rows(stream).Select(cells => new Fact(FactContract.Of(stream), cells));

    public IEnumerable<Fact> Facts(FactStream stream, string accountId) => Facts(stream).Where(fact => fact.Text("account_id") == accountId);

    /// <summary>Everything that is stored, as sorted lines of text.</summary>
    public IReadOnlyList<string> Dump() =>
        [.. _rows.SelectMany(stream => stream.Value.Values.Select(row => $"{stream.Key} {Print(row)}")).Order(StringComparer.Ordinal)];

    public Task<bool> WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation) => Task.FromResult(false);

    public Task<IFactImport> BeginAsync(ImportHeader header, CancellationToken cancellation) => Task.FromResult<IFactImport>(new Import(this, header));

    public Task MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation)
    {
        Reads.Add(at);
        return Task.CompletedTask;
    }

    public Task<long> CountImportsAsync(CancellationToken cancellation) => Task.FromResult(0L);

    public Task<bool> HasFactsAsync(CancellationToken cancellation) => Task.FromResult(_rows.Count > 0);

    public IAsyncEnumerable<Cell[]> ExportAsync(FactStream stream, CancellationToken cancellation) => Rows(stream).ToAsyncEnumerable();

    private static string Print(Cell[] cells) =>
        string.Join('|', cells.Select(cell => cell.Kind == CellKind.Text ? cell.Text : cell.Number.ToString("R", CultureInfo.InvariantCulture)));

    private sealed class Import(MemoryFacts facts, ImportHeader header) : IFactImport
    {
        private readonly StreamContract _contract = FactContract.Of(header.Stream);
        private readonly List<Cell[]> _added = [];

        public void Add(ReadOnlySpan<Cell> row)
        {
            Assert.NotEqual(FactStream.Usage, header.Stream);
            _added.Add(row.ToArray());
        }

        public void AddUsage(ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value)
        {
            Assert.Equal(FactStream.Usage, header.Stream);
            Cell person = personId.IsEmpty ? Cell.Empty : Cell.Of(personId.ToString());
            _added.Add([Cell.Of(accountId.ToString()), person, Cell.Of((double)day), Cell.Of(metric.ToString()), Cell.Of(value)]);
        }

        public Task<ImportResult> CommitAsync(CancellationToken cancellation)
        {
            if (facts.FailAtCommit == facts.Commits.Count)
                throw new IOException("The disk is full.");
            facts.Commits.Add(header);
            if (!facts._rows.TryGetValue(header.Stream, out Dictionary<Key, Cell[]>? rows))
                facts._rows[header.Stream] = rows = [];
            HashSet<Key> seen = [];
            int[] keys = [.. _contract.Key.Select(_contract.IndexOf)];
            foreach (Cell[] row in _added)
            {
                Key key = new(row[keys[0]], At(row, keys, 1), At(row, keys, 2), At(row, keys, 3));
                if (!seen.Add(key))
                    facts.Repeated++;
                rows[key] = row;
            }

            return Task.FromResult(new ImportResult(_added.Count, 0, null));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static Cell At(Cell[] row, int[] keys, int part) => part < keys.Length ? row[keys[part]] : Cell.Empty;
    }

    /// <summary>The cells of a contract's key; no contract has more than four.</summary>
    private readonly record struct Key(Cell A, Cell B, Cell C, Cell D);
}

/// <summary>One stored row, read by column name.</summary>
internal sealed record Fact(StreamContract Contract, Cell[] Cells)
{
    public Cell this[string column] => Cells[Contract.IndexOf(column)];

    public bool Has(string column) => this[column].Kind != CellKind.Empty;

    public string Text(string column) => this[column].Text ?? "";

    public double Number(string column) => this[column].Number;

    public DateOnly Day(string column) => DateOnly.FromDayNumber((int)this[column].Number);
}
