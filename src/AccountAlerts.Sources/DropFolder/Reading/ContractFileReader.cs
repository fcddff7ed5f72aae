using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Takes one file of the contract into the store: all its good rows in one transaction, or nothing of it.</summary>
/// <param name="source">The source's name in the store.</param>
/// <param name="failedFolder">Where bad rows go, as <c>&lt;file&gt;.rejects.csv</c>.</param>
public sealed class ContractFileReader(IFactStore store, string source, string failedFolder, FileLimits limits)
{
    private const int BlockBytes = 128 * 1024;

    /// <param name="now">The product's clock: what is imported counts as known from now on.</param>
    /// <param name="progress">Told the bytes of the file that are done, about every megabyte.</param>
    /// <returns>What became of the file. Faults of the file are in the report; faults of the store are thrown.</returns>
    public async Task<FileReport> ReadAsync(ContractFile file, DateTimeOffset now, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (file.Contract is null)
            return Refused(file, UnknownStream(file));

        FileStream packed;
        string hash;
        try
        {
            packed = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            hash = Hash(packed, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refused(file, $"The file cannot be opened: {fault.Message}");
        }

        await using (packed)
        {
            if (await store.WasImportedAsync(source, file.Contract.Stream, hash, cancellation))
                return new FileReport(file.Name, file.Contract.Stream, 0, 0, Unchanged: true, null, null, [], null);

            long length = packed.Position;
            packed.Position = 0;
            ImportHeader header = new(source, file.Contract.Stream, file.Name, hash, now);
            await using IFactImport import = await store.BeginAsync(header, cancellation);
            using Rejects rejects = new(Path.Combine(failedFolder, file.Name + ".rejects.csv"), limits);
            RowReading reading = ReadRows(file, file.Contract, packed, import, rejects, progress, cancellation);
            if (reading.Refusal is null && packed.Length != length)
                reading = RowReading.Refused("The file grew or shrank while it was read. Import it again when it is whole.");

            return await FinishAsync(file, file.Contract, import, rejects, reading, cancellation);
        }
    }

    /// <returns>The hash in hex; the stream stands at its end, and is closed if it cannot be read.</returns>
    private static string Hash(FileStream packed, CancellationToken cancellation)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            // The library's own way over a stream is one trip through the thread pool for every 4 KB.
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int count; (count = packed.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, count);
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch
        {
            packed.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private RowReading ReadRows(
        ContractFile file, StreamContract contract, FileStream packed, IFactImport import, Rejects rejects, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        using Stream content = file.Gzip
            ? new GZipStream(new BufferedStream(packed, BlockBytes), CompressionMode.Decompress, leaveOpen: true)
            : Stream.Null;
        GuardedStream guarded = new(file.Gzip ? content : packed, packed, limits, progress, cancellation);
        RowTaker taker = RowTaker.For(contract, import, limits);
        RowReading reading = file.Format == RowFormat.Csv
            ? new CsvRows(contract, taker, rejects, limits).Read(guarded)
            : new NdjsonRows(contract, taker, rejects, limits).Read(guarded);

        // The stream ends at its own faults, so whatever the parser made of that end comes second.
        if ((guarded.Fault ?? rejects.Fault) is { } fault)
            return RowReading.Refused(fault);

        return !guarded.HasContent && reading.Refusal is null ? RowReading.Refused("The file is empty.") : reading;
    }

    private async Task<FileReport> FinishAsync(
        ContractFile file, StreamContract contract, IFactImport import, Rejects rejects, RowReading reading, CancellationToken cancellation)
    {
        if (reading.Refusal is not null)
            return Refused(file, reading.Refusal) with { Warnings = reading.Warnings };

        List<string> warnings = [.. reading.Warnings];
        if (rejects.Count > limits.WrittenRejects)
            warnings.Add($"Only the first {Plain.Count(limits.WrittenRejects)} of {Plain.Count(rejects.Count)} bad rows were written out.");
        if (rejects.Count > limits.BadRows && rejects.Count > limits.BadShare * (rejects.Count + reading.Rows))
        {
            string refusal = $"{Plain.Count(rejects.Count)} of {Plain.Count(rejects.Count + reading.Rows, "row is bad", "rows are bad")}, "
                + $"more than {(limits.BadShare * 100).ToString("0.##", CultureInfo.InvariantCulture)} %: nothing was imported. First {string.Join("; ", rejects.First)}.";
            return new FileReport(file.Name, contract.Stream, 0, rejects.Count, false, refusal, rejects.Keep(), warnings, null);
        }

        // Before the commit: a crash between the two shows bad rows again, and loses none.
        string? rejectsPath = rejects.Keep();
        ImportResult result = await import.CommitAsync(cancellation);
        if (result.Repeated > 0)
        {
            warnings.Add(
                $"{Plain.Count(result.Repeated, "row repeats", "rows repeat")} an earlier row with the same {string.Join(", ", contract.Key)}; the last one counts.");
        }

        return new FileReport(file.Name, contract.Stream, result.Rows, rejects.Count, false, null, rejectsPath, warnings, result.Accounts);
    }

    private static FileReport Refused(ContractFile file, string refusal) =>
        new(file.Name, file.Contract?.Stream, 0, 0, false, refusal, null, [], null);

    private static string UnknownStream(ContractFile file)
    {
        IEnumerable<string> names = FactContract.All.Select(contract => contract.Name);
        string meant = Likeness.Nearest(file.StreamName, names) is { } near ? $" Did you mean {near}?" : "";
        return $"No stream is called {Plain.Quote(file.StreamName)}.{meant} The name of a file begins with one of {string.Join(", ", names)}.";
    }
}
