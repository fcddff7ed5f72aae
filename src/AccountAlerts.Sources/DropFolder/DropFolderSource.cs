using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>Takes files of the contract that somebody puts into a folder. It never moves or deletes them: they are not ours.</summary>
/// <remarks>
/// What was taken is known by the hash of its bytes, in the store; size and time in memory only save the hashing. A file that may
/// still be in writing waits until two looks at least <see cref="DropFolderOptions.SettleFor"/> apart saw the same size and time.
/// </remarks>
public sealed class DropFolderSource(DropFolderOptions options) : ISource
{
    private readonly Dictionary<string, Sighting> _seen = new(StringComparer.Ordinal);

    public string Name => options.Name;

    public TimeSpan Every => options.Every;

    public string Reads => options.Path;

    /// <summary>Where the bad rows of the folder's files go.</summary>
    public string FailedFolder => Path.Combine(options.Path, "failed");

    public IReadOnlyList<Finding> Check()
    {
        try
        {
            return FolderListing.FilesAndStreamFolders(options.Path).Count > 0
                ? []
                : [new Finding(FindingLevel.Warning, Name, $"The folder {options.Path} has no file of the contract yet.")];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [new Finding(FindingLevel.Fault, Name, WhyUnlisted(fault))];
        }
    }

    public async Task<PollReport> PollAsync(IFactStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<ContractFile> files;
        try
        {
            files = FolderListing.FilesAndStreamFolders(options.Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new PollReport(false, [FolderFault(fault)]);
        }

        Forget(files);
        ContractFileReader reader = new(store, Name, FailedFolder, options.Limits);
        List<FileReport> reports = [];
        bool complete = true, settling = false;
        foreach (ContractFile file in files)
        {
            FileReport? report = await TakeAsync(file, reader, now, cancellation);
            complete &= report is { Refusal: null };
            settling |= report is null;
            if (report is not null)
                reports.Add(report);
        }

        if (complete && files.Count > 0)
            await store.MarkReadAsync(Name, [.. files.Select(file => file.Contract).OfType<StreamContract>().Select(contract => contract.Stream).Distinct()], now, cancellation);
        // With several replicas whoever looks next may see the file for the first time, too: without this, each look would be an interval later.
        return new PollReport(complete, reports) { AskAgainIn = settling ? options.SettleFor : null };
    }

    /// <returns>Null if the file is still settling.</returns>
    private async Task<FileReport?> TakeAsync(ContractFile file, ContractFileReader reader, DateTimeOffset now, CancellationToken cancellation)
    {
        FileInfo info = new(file.Path);
        if (info.LinkTarget is not null)
            return Refused(file, "The file is a symbolic link, and a watched folder follows none. Copy the file.");
        if (!info.Exists)
            return null;

        Stamp stamp = new(info.Length, info.LastWriteTimeUtc);
        if (!_seen.TryGetValue(file.Path, out Sighting? sighting) || sighting.Stamp != stamp)
        {
            _seen[file.Path] = sighting = new Sighting(stamp, now, null);
            if (options.SettleFor > TimeSpan.Zero)
                return null;
        }

        // A refusal stays true, and is told again, until the file changes.
        if (sighting.Report is { } known)
            return known with { Rows = 0, Unchanged = true, Warnings = [], Accounts = [] };
        if (now - sighting.Since < options.SettleFor)
            return null;

        FileReport report = await reader.ReadAsync(file, now, progress: null, cancellation);
        info.Refresh();
        if (info.Exists && new Stamp(info.Length, info.LastWriteTimeUtc) == stamp)
            _seen[file.Path] = sighting with { Report = report };
        else
            _seen.Remove(file.Path);
        return report;
    }

    private void Forget(IReadOnlyList<ContractFile> files)
    {
        HashSet<string> there = [.. files.Select(file => file.Path)];
        foreach (string gone in _seen.Keys.Where(path => !there.Contains(path)).ToArray())
            _seen.Remove(gone);
    }

    private FileReport FolderFault(Exception fault) => new(options.Path, null, 0, 0, false, WhyUnlisted(fault), null, [], null);

    private string WhyUnlisted(Exception fault) => fault is DirectoryNotFoundException
        ? $"There is no folder {options.Path}. Create it, or correct Sources:{Name}:Path."
        : $"The folder {options.Path} cannot be listed: {fault.Message}";

    private static FileReport Refused(ContractFile file, string refusal) => new(file.Name, file.Contract?.Stream, 0, 0, false, refusal, null, [], null);

    private readonly record struct Stamp(long Length, DateTime WrittenAt);

    /// <param name="Since">When the file was first seen with this stamp.</param>
    /// <param name="Report">What came of it; null while it settles.</param>
    private sealed record Sighting(Stamp Stamp, DateTimeOffset Since, FileReport? Report);
}
