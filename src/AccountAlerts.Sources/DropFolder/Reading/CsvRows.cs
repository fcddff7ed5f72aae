using AccountAlerts.Engine.Ingestion;
using CsvHelper;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Reads the rows of a CSV file.</summary>
/// <remarks>
/// The parser recovers from nearly everything by default. What must not pass unseen is asked for here: fields too many or too few,
/// text behind a closing quote, and above all a quote that is never closed, which makes one row of all that follows.
/// </remarks>
internal sealed class CsvRows(StreamContract contract, RowTaker taker, Rejects rejects, FileLimits limits)
{
    private CsvMalformedReason? _malformed;

    public RowReading Read(Stream content)
    {
        using CsvReader csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = limits.EndlessRowBytes,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => _malformed ??= record.Reason,
        });
        try
        {
            return Read(csv);
        }
        catch (CsvFormatException endless)
        {
            return RowReading.Refused(
                $"Line {Plain.Count(endless.LineNumber)} goes on for more than {Plain.Count(limits.EndlessRowBytes)} bytes: a quote is not closed, or this is no CSV file.");
        }
    }

    private RowReading Read(CsvReader csv)
    {
        string[] header = [.. csv.Headers];
        if (header.Length == 0)
            return RowReading.Refused($"The file is empty. Its first line must name the columns, like {Example()}.");
        if (_malformed == CsvMalformedReason.UnterminatedQuote)
            return RowReading.Refused(Unclosed(1));

        ColumnMap map = ColumnMap.Read(contract, header);
        if (map.Refusal is not null)
            return RowReading.Refused(map.Refusal);

        Row row = new(csv, map.Fields);
        long rows = 0;
        while (csv.Read())
        {
            ReadOnlySpan<byte> raw = csv.RawRecord;
            string? reason = Shape(csv, header.Length, raw) ?? taker.Take(row);
            if (reason is null)
            {
                rows++;
                continue;
            }

            // Spreadsheets end their files with rows of separators only.
            if (raw.IndexOfAnyExcept(" \t,"u8) < 0)
                continue;
            if (_malformed == CsvMalformedReason.UnterminatedQuote || (IsMisshapen(csv, header.Length) && raw.ContainsAny((byte)'\n', (byte)'\r')))
                return RowReading.Refused(Unclosed(csv.LineNumber));

            rejects.Add(csv.LineNumber, reason, raw);
            _malformed = null;
        }

        return new(rows, map.Warnings, null);
    }

    /// <returns>What is wrong with the row as a whole; null if its cells can be looked at.</returns>
    private string? Shape(CsvReader csv, int columns, ReadOnlySpan<byte> raw)
    {
        if (raw.Length > limits.RowBytes)
            return $"the row has {Plain.Count(raw.Length)} bytes, {Plain.Count(limits.RowBytes)} are allowed";
        if (_malformed is CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.UnterminatedQuote)
            return "text follows a closing quote: double the quotes inside a quoted value";

        // A quote inside an unquoted value is read as it stands, which is what was meant.
        _malformed = null;
        return csv.FieldCount == columns
            ? null
            : $"the row has {Plain.Count(csv.FieldCount, "field", "fields")}, the header {columns}: a value with a comma needs quotes around it";
    }

    private bool IsMisshapen(CsvReader csv, int columns) => _malformed is not null || csv.FieldCount != columns;

    private static string Unclosed(long line) =>
        $"A quote that opens on line {Plain.Count(line)} is not closed there, so the rows behind it cannot be told apart. Close it, or double it inside a quoted value.";

    private string Example() => string.Join(',', contract.Columns.Where(column => column.Required).Select(column => column.Name));

    private sealed class Row(CsvReader csv, int[] fields) : IRawRow
    {
        public ReadOnlySpan<byte> this[int column]
        {
            get
            {
                int field = fields[column];
                return field < 0 ? default : csv.GetSpan(field);
            }
        }
    }
}
