using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Writing;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>What an export wrote.</summary>
/// <param name="Files">Streams without a row have no file.</param>
/// <param name="Refusal">Why nothing was written; null if all was.</param>
public sealed record ExportReport(IReadOnlyList<ExportedFile> Files, string? Refusal);

public sealed record ExportedFile(string FileName, FactStream Stream, long Rows);

/// <summary>Writes every stored fact as a folder of the contract, which an import reads back the same.</summary>
public sealed class FolderExport(IFactStore store)
{
    /// <param name="folder">Created if need be. It must be empty, so that what is in it afterwards is this export and no file is written over.</param>
    /// <param name="progress">Told the rows written so far, about every ten thousand.</param>
    public async Task<ExportReport> RunAsync(string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (File.Exists(folder))
            return new ExportReport([], $"{folder} is a file. Name a folder.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault() is { } there)
            return new ExportReport([], $"The folder {folder} is not empty (it has {there}). Export into a new or an empty folder.");

        Directory.CreateDirectory(folder);
        List<ExportedFile> files = [];
        List<string> temporary = [];
        try
        {
            long before = 0;
            foreach (StreamContract contract in FactContract.All)
            {
                string path = Path.Combine(folder, contract.Name + ".csv.part");
                temporary.Add(path);
                long rows = await WriteAsync(contract, path, before, progress, cancellation);
                if (rows > 0)
                    files.Add(new ExportedFile(contract.Name + ".csv", contract.Stream, rows));
                before += rows;
            }

            // All or nothing: only a whole export gets the names that an import looks for.
            foreach (ExportedFile file in files)
                File.Move(Path.Combine(folder, file.FileName + ".part"), Path.Combine(folder, file.FileName));
        }
        finally
        {
            temporary.ForEach(File.Delete);
        }

        return new ExportReport(files, null);
    }

    private async Task<long> WriteAsync(StreamContract contract, string path, long before, IProgress<long>? progress, CancellationToken cancellation)
    {
        long rows = 0;
        await using FileStream destination = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using ContractFileWriter writer = new(contract, destination);
        await foreach (Cell[] row in store.ExportAsync(contract.Stream, cancellation))
        {
            writer.Write(row);
            if (++rows % 10_000 == 0)
                progress?.Report(before + rows);
        }

        return rows;
    }
}
