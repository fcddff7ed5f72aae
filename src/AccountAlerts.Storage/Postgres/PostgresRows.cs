using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>Rows of one result as the bytes that came over the wire: one while they are streamed, all that are left once they had to be kept.</summary>
internal sealed class PostgresRows
{
    private const int NoValue = -1;
    private const uint Text = 25;
    private const uint Float8 = 701;

    // U+FFFE in UTF-8, which stands for U+0000.
    private static readonly byte[] Nul = [0xEF, 0xBF, 0xBE];

    private byte[] _data = new byte[256];
    private int[] _starts = new int[16];
    private int[] _lengths = new int[16];
    private uint[] _types = [];
    private int _used;
    private int _first;

    /// <summary>How many rows are kept.</summary>
    public int Count { get; private set; }

    public void Begin(NpgsqlDataReader reader)
    {
        if (_types.Length != reader.FieldCount)
            _types = new uint[reader.FieldCount];
        for (int i = 0; i < _types.Length; i++)
            _types[i] = reader.GetPostgresType(i).OID;
        Clear();
    }

    public void Clear() => (Count, _used, _first) = (0, 0, 0);

    /// <summary>Keeps the reader's row.</summary>
    public void Add(NpgsqlDataReader reader)
    {
        int columns = _types.Length;
        int at = Count * columns;
        if (at + columns > _starts.Length)
        {
            Array.Resize(ref _starts, (at + columns) * 2);
            Array.Resize(ref _lengths, (at + columns) * 2);
        }

        for (int column = 0; column < columns; column++, at++)
        {
            _starts[at] = _used;
            _lengths[at] = NoValue;
            if (reader.IsDBNull(column))
                continue;
            int length = (int)reader.GetBytes(column, 0, null, 0, 0);
            if (_used + length > _data.Length)
                Array.Resize(ref _data, Math.Max(_data.Length * 2, _used + length));
            reader.GetBytes(column, 0, _data, _used, length);
            if (_types[column] == Text)
                length = Restored(_data.AsSpan(_used, length));
            _lengths[at] = length;
            _used += length;
        }

        Count++;
    }

    /// <summary>From here on the row of that number is the current one.</summary>
    public void Seek(int row) => _first = row * _types.Length;

    public bool IsNull(int column) => _lengths[_first + column] == NoValue;

    public ReadOnlySpan<byte> Bytes(int column) => _data.AsSpan(_starts[_first + column], Math.Max(0, _lengths[_first + column]));

    public string String(int column) => Encoding.UTF8.GetString(Bytes(column));

    public long Number(int column)
    {
        ReadOnlySpan<byte> bytes = Bytes(column);
        if (_types[column] == Float8)
            return bytes.IsEmpty ? 0 : (long)BinaryPrimitives.ReadDoubleBigEndian(bytes);
        return bytes.Length switch
        {
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes),
            4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            1 => bytes[0],
            0 => 0,
            _ => throw new InvalidDataException($"Column {column} of type {_types[column]} is not a number."),
        };
    }

    public double Real(int column) =>
        _types[column] == Float8 && !IsNull(column) ? BinaryPrimitives.ReadDoubleBigEndian(Bytes(column)) : Number(column);

    private static int Restored(Span<byte> text)
    {
        int length = text.Length;
        for (int at = text.IndexOf(Nul); at >= 0; at = text[..length].IndexOf(Nul))
        {
            text[at] = 0;
            text[(at + Nul.Length)..length].CopyTo(text[(at + 1)..]);
            length -= Nul.Length - 1;
        }

        return length;
    }
}
