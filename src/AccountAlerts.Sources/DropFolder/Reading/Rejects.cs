using System.Text;
using CsvHelper;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>The bad rows of one file, written beside a temporary name until <see cref="Keep"/>.</summary>
internal sealed class Rejects(string path, FileLimits limits) : IDisposable
{
    private const int ShownReasons = 3;

    private readonly string _temporary = path + ".part";
    private readonly List<string> _first = [];
    private CsvWriter? _writer;

    public long Count { get; private set; }

    /// <summary>Why bad rows cannot be written out; then none may be left out of the store either. Null while they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>The first reasons with their lines, for the report.</summary>
    public IReadOnlyList<string> First => _first;

    public void Add(long line, string reason, ReadOnlySpan<byte> row)
    {
        if (_first.Count < ShownReasons)
            _first.Add($"line {Plain.Count(line)}: {reason}");
        if (Count++ >= limits.WrittenRejects || Fault is not null)
            return;

        try
        {
            Write(line, reason, row);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = $"The bad rows cannot be written to {path}: {fault.Message} Nothing was imported.";
        }
    }

    /// <summary>Puts the file in place whole; without bad rows, takes away the one that an earlier version of the file left.</summary>
    /// <returns>The path, or null if there are no bad rows.</returns>
    public string? Keep()
    {
        if (_writer is null)
        {
            if (File.Exists(path))
                File.Delete(path);
            return null;
        }

        _writer.Dispose();
        _writer = null;
        File.Move(_temporary, path, overwrite: true);
        return path;
    }

    public void Dispose()
    {
        if (_writer is null)
            return;

        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // The last block did not fit on the disk; the file goes anyhow.
        }

        _writer = null;
        File.Delete(_temporary);
    }

    private void Write(long line, string reason, ReadOnlySpan<byte> row)
    {
        if (_writer is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_temporary)!);
            _writer = CsvWriter.ToFile(_temporary, CsvWriterOptions.Default with { NewLine = "\n" });
            _writer.WriteRecord("line", "reason", "row");
        }

        _writer.WriteField(line);
        _writer.WriteField(reason);
        _writer.WriteField(Encoding.UTF8.GetString(row[..Math.Min(row.Length, limits.RowBytes)]));
        _writer.EndRecord();
    }
}
