using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

public enum RowFormat { Csv, Ndjson }

/// <summary>A file that claims to hold rows of the contract: where it is, and what its name says of its content.</summary>
/// <param name="Path">Where to read it.</param>
/// <param name="Name">What to call it in reports: relative to the folder, with <c>/</c>.</param>
/// <param name="Contract">Null if no stream has the name that the file begins with.</param>
/// <param name="StreamName">What the file name (or sub-folder) says the stream is.</param>
public sealed record ContractFile(string Path, string Name, StreamContract? Contract, string StreamName, RowFormat Format, bool Gzip)
{
    /// <summary>Understands a file directly in a folder: the stream is the name up to the first <c>.</c> or <c>-</c>.</summary>
    /// <returns>Null if the ending is none of the contract's, as for a README or an upload that is still called <c>.part</c>.</returns>
    public static ContractFile? Parse(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        int end = name.AsSpan().IndexOfAny('.', '-');
        return Parse(path, name, end < 0 ? name : name[..end]);
    }

    /// <summary>Understands a file in a sub-folder that is called like a stream; the file's own name is then free.</summary>
    public static ContractFile? ParseInStreamFolder(string path, string streamName) =>
        Parse(path, $"{streamName}/{System.IO.Path.GetFileName(path)}", streamName);

    private static ContractFile? Parse(string path, string name, string streamName)
    {
        bool gzip = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        RowFormat? format = System.IO.Path.GetExtension(gzip ? name[..^3] : name).ToLowerInvariant() switch
        {
            ".csv" => RowFormat.Csv,
            ".ndjson" or ".jsonl" => RowFormat.Ndjson,
            _ => null,
        };
        return format is { } known && !System.IO.Path.GetFileName(path).StartsWith('.')
            ? new ContractFile(path, name, FactContract.Find(streamName.ToLowerInvariant()), streamName, known, gzip)
            : null;
    }
}
