using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>What an import of a folder did.</summary>
/// <param name="Files">In the order in which they were taken.</param>
/// <param name="Refusal">Why the folder as a whole could not be taken; null if its files were looked at.</param>
public sealed record ImportReport(IReadOnlyList<FileReport> Files, string? Refusal)
{
    /// <summary>True if anything was refused. Bad rows and warnings are no refusal.</summary>
    public bool Refused => Refusal is not null || Files.Any(file => file.Refusal is not null);
}

/// <summary>How far an import is.</summary>
/// <param name="FileName">The file in work.</param>
/// <param name="Done">Bytes of all files that are done.</param>
/// <param name="Total">Bytes of all files.</param>
public readonly record struct ImportProgress(string FileName, long Done, long Total);

/// <summary>Imports the files directly in a folder, once, as the source <c>import</c>.</summary>
/// <param name="failedFolder">Where bad rows go.</param>
public sealed class FolderImport(IFactStore store, string failedFolder, FileLimits limits)
{
    public const string SourceName = "import";

    public async Task<ImportReport> RunAsync(string folder, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            return new ImportReport([], $"There is no folder {folder}.");

        IReadOnlyList<ContractFile> files = FolderListing.Files(folder);
        if (files.Count == 0)
        {
            return new ImportReport(
                [], $"The folder {folder} has no file to import: names end in .csv, .ndjson or .jsonl (or these and .gz) and begin with one of "
                    + $"{string.Join(", ", FactContract.All.Select(contract => contract.Name))}.");
        }

        ContractFileReader reader = new(store, SourceName, failedFolder, limits);
        long[] sizes = [.. files.Select(file => new FileInfo(file.Path).Length)];
        long total = sizes.Sum();
        long done = 0;
        List<FileReport> reports = [];
        for (int i = 0; i < files.Count; i++)
        {
            FileProgress? within = progress is null ? null : new FileProgress(progress, new ImportProgress(files[i].Name, done, total));
            reports.Add(await reader.ReadAsync(files[i], now, within, cancellation));
            done += sizes[i];
            progress?.Report(new ImportProgress(files[i].Name, done, total));
        }

        await MarkReadAsync(reports, now, cancellation);
        return new ImportReport(reports, null);
    }

    /// <summary>Whoever imports a folder says "this is what there is": streams without a refused file count as read up to now.</summary>
    private async Task MarkReadAsync(List<FileReport> reports, DateTimeOffset now, CancellationToken cancellation)
    {
        FactStream[] whole = [.. reports.GroupBy(file => file.Stream).Where(stream => stream.All(file => file.Refusal is null)).Select(stream => stream.Key).OfType<FactStream>()];
        if (whole.Length > 0)
            await store.MarkReadAsync(SourceName, whole, now, cancellation);
    }

    private sealed class FileProgress(IProgress<ImportProgress> all, ImportProgress before) : IProgress<long>
    {
        public void Report(long value) => all.Report(before with { Done = before.Done + value });
    }
}
