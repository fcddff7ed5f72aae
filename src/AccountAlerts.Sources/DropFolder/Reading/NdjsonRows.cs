using System.Text;
using System.Text.Json;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Reads the rows of an NDJSON file: one flat object per line, blank lines skipped.</summary>
internal sealed class NdjsonRows(StreamContract contract, RowTaker taker, Rejects rejects, FileLimits limits)
{
    private readonly JsonRow _row = new(contract);
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private byte[] _buffer = new byte[limits.RowBytes * 2];
    private long _line;
    private long _rows;

    public RowReading Read(Stream content)
    {
        int filled = 0;
        bool ended = false;
        while (!ended)
        {
            if (filled == _buffer.Length)
            {
                if (filled >= limits.EndlessRowBytes)
                {
                    return RowReading.Refused(
                        $"Line {Plain.Count(_line + 1)} goes on for more than {Plain.Count(limits.EndlessRowBytes)} bytes: write one object per line.");
                }

                Array.Resize(ref _buffer, Math.Min(filled * 2, limits.EndlessRowBytes));
            }

            int count = content.Read(_buffer.AsSpan(filled));
            ended = count == 0;
            filled += count;
            int used = TakeLines(_buffer.AsSpan(0, filled), ended);
            _buffer.AsSpan(used, filled - used).CopyTo(_buffer);
            filled -= used;
        }

        return new(_rows, _warnings, null);
    }

    /// <returns>How many bytes are done with: all whole lines, at the end of the file everything.</returns>
    private int TakeLines(ReadOnlySpan<byte> block, bool ended)
    {
        int used = 0;
        while (used < block.Length)
        {
            ReadOnlySpan<byte> rest = block[used..];
            int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !ended)
                break;

            // A CR at the block's end may be half of a CRLF; the next block tells.
            if (end == rest.Length - 1 && rest[end] == '\r' && !ended)
                break;

            int length = end < 0 ? rest.Length : end;
            int lineEnd = end < 0 ? 0 : rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1;
            TakeLine(rest[..length]);
            used += length + lineEnd;
        }

        return used;
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (++_line == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        if (CellParser.IsBlank(line))
            return;

        string? reason = line.Length > limits.RowBytes
            ? $"the row has {Plain.Count(line.Length)} bytes, {Plain.Count(limits.RowBytes)} are allowed"
            : Parse(line) ?? taker.Take(_row);
        if (reason is null)
            _rows++;
        else
            rejects.Add(_line, reason, line);
    }

    private string? Parse(ReadOnlySpan<byte> line)
    {
        _row.Clear(line.Length);
        Utf8JsonReader json = new(line);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return "the line is not a JSON object";

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (ParseProperty(ref json) is { } reason)
                    return reason;
            }

            return json.Read() ? "the line holds more than one JSON value" : null;
        }
        catch (JsonException)
        {
            return "the line is not a whole JSON object: write one object per line";
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for half a surrogate pair in an escape.
            return "a text holds an escape that is no character";
        }
    }

    private string? ParseProperty(ref Utf8JsonReader json)
    {
        int column = -1;
        for (int i = 0; i < contract.Columns.Count && column < 0; i++)
        {
            if (json.ValueTextEquals(contract.Columns[i].Name))
                column = i;
        }

        string? name = column < 0 ? json.GetString() : contract.Columns[column].Name;
        json.Read();
        if (column < 0)
        {
            if (name is not null && _unknown.Count < 100 && _unknown.Add(name))
                _warnings.Add(ColumnMap.LeftOut(contract, name));
            json.Skip();
            return null;
        }

        if (_row.Has(column))
            return $"{name} occurs twice";
        if (json.TokenType == JsonTokenType.StartArray && contract.Columns[column].Kind == ColumnKind.Tags)
            return ParseTags(ref json, column);
        if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            return $"{name}: a value must be a text, a number, true, false or null";

        _row.Set(column, ref json);
        return null;
    }

    private string? ParseTags(ref Utf8JsonReader json, int column)
    {
        _row.Set(column);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.String)
                return $"{contract.Columns[column].Name}: each tag must be a text";

            _row.Append(column, ref json);
        }

        return null;
    }

    /// <summary>The values of one object, escapes undone, one behind the other in one buffer.</summary>
    private sealed class JsonRow(StreamContract contract) : IRawRow
    {
        private readonly (int Start, int Length, bool There)[] _cells = new (int, int, bool)[contract.Columns.Count];
        private byte[] _values = new byte[1024];
        private int _used;

        public ReadOnlySpan<byte> this[int column] => _values.AsSpan(_cells[column].Start, _cells[column].Length);

        public bool Has(int column) => _cells[column].There;

        /// <param name="bytes">Length of the line: no value is longer than what says it.</param>
        public void Clear(int bytes)
        {
            Array.Clear(_cells);
            _used = 0;
            if (_values.Length < bytes)
                _values = new byte[bytes];
        }

        public void Set(int column) => _cells[column] = (_used, 0, true);

        public void Set(int column, ref Utf8JsonReader json)
        {
            Set(column);
            if (json.TokenType != JsonTokenType.Null)
                Write(column, ref json);
        }

        /// <summary>Adds a tag; the comma and quotes that its JSON had leave room for the separator.</summary>
        public void Append(int column, ref Utf8JsonReader json)
        {
            if (_cells[column].Length > 0)
            {
                _values[_used++] = (byte)';';
                _cells[column].Length++;
            }

            Write(column, ref json);
        }

        private void Write(int column, ref Utf8JsonReader json)
        {
            int length = json.TokenType == JsonTokenType.String ? json.CopyString(_values.AsSpan(_used)) : Copy(json.ValueSpan);
            _used += length;
            _cells[column].Length += length;
        }

        private int Copy(ReadOnlySpan<byte> value)
        {
            value.CopyTo(_values.AsSpan(_used));
            return value.Length;
        }
    }
}
