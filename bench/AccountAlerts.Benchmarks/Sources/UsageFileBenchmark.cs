using System.Globalization;
using System.IO.Compression;
using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;
using BenchmarkDotNet.Attributes;

namespace AccountAlerts.Benchmarks.Sources;

/// <summary>
/// Reading a usage file whole: hash, unpack, check the encoding, split, parse, hand over; into a store that only counts. One
/// operation is one row, so 100 ns are ten million rows a second.
/// </summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(8)]
public class UsageFileBenchmark
{
    private const int Rows = 1_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("accountalerts-bench-").FullName;
    private readonly CountingStore _store = new();

    [Params("usage.csv", "usage.csv.gz", "usage.ndjson")]
    public string FileName { get; set; } = "";

    private string FilePath => Path.Combine(_folder, FileName);

    [GlobalSetup]
    public void Write()
    {
        using Stream file = File.Create(FilePath);
        using Stream content = FileName.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using StreamWriter writer = new(content, new UTF8Encoding(false), 1 << 16);
        bool json = FileName.EndsWith(".ndjson", StringComparison.Ordinal);
        if (!json)
            writer.Write("account_id,date,metric,value\n");
        for (int i = 0; i < Rows; i++)
        {
            string date = new DateOnly(2026, 4, 1).AddDays(i / 8 % 90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string row = json
                ? $"{{\"account_id\":\"acct-{i / 720:00000}\",\"date\":\"{date}\",\"metric\":\"feature.{i % 8}\",\"value\":{i * 7919L % 1000}}}\n"
                : $"acct-{i / 720:00000},{date},feature.{i % 8},{i * 7919L % 1000}\n";
            writer.Write(row);
        }
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> ReadAsync()
    {
        ContractFile file = ContractFile.Parse(FilePath) ?? throw new InvalidOperationException(FilePath);
        ContractFileReader reader = new(_store, "bench", _folder, FileLimits.Default);
        FileReport report = await reader.ReadAsync(file, DateTimeOffset.UnixEpoch, progress: null, CancellationToken.None);
        return report.Rows == Rows ? report.Rows : throw new InvalidOperationException(report.Refusal);
    }

    private sealed class CountingStore : IFactStore
    {
        public Task<bool> WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation) => Task.FromResult(false);

        public Task<IFactImport> BeginAsync(ImportHeader header, CancellationToken cancellation) => Task.FromResult<IFactImport>(new CountingImport());

        public Task MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation) => Task.CompletedTask;

        public Task<long> CountImportsAsync(CancellationToken cancellation) => Task.FromResult(0L);

        public Task<bool> HasFactsAsync(CancellationToken cancellation) => Task.FromResult(false);

        public IAsyncEnumerable<Cell[]> ExportAsync(FactStream stream, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class CountingImport : IFactImport
    {
        private long _rows;

        public void Add(ReadOnlySpan<Cell> row) => _rows++;

        public void AddUsage(ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value) => _rows++;

        public Task<ImportResult> CommitAsync(CancellationToken cancellation) => Task.FromResult(new ImportResult(_rows, 0, []));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
