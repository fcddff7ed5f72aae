namespace AccountAlerts.Storage.Facts;

/// <summary>Bytes that grow at the end; earlier parts may lie in the scratch file. A part never ends within a record.</summary>
internal sealed class StagedBytes
{
    /// <summary>What the rows of one day of a dozen metrics take.</summary>
    private const int First = 48;

    private List<(long At, int Length)>? _spilled;
    private byte[] _buffer = [];
    private int _length;

    /// <summary>Memory in use.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>Makes room for a record of up to <paramref name="most"/> bytes; <see cref="Advance"/> says how many it took.</summary>
    public Span<byte> Reserve(int most)
    {
        if (_buffer.Length - _length < most)
            Array.Resize(ref _buffer, Math.Max(First, Math.Max(_buffer.Length * 2, _length + most)));
        return _buffer.AsSpan(_length);
    }

    public void Advance(int written) => _length += written;

    /// <summary>Adds one record, for which no more room is made than it needs.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        record.CopyTo(Reserve(record.Length));
        Advance(record.Length);
    }

    /// <summary>Puts these bytes in the place of everything.</summary>
    public void Replace(ReadOnlySpan<byte> bytes)
    {
        _spilled = null;
        _length = 0;
        // What was packed is held until the commit, so no more memory than it needs.
        if (_buffer.Length < bytes.Length || _buffer.Length > bytes.Length * 2)
            _buffer = bytes.IsEmpty ? [] : new byte[bytes.Length];
        Add(bytes);
    }

    public void Spill(ScratchFile scratch)
    {
        if (_length > 0)
            (_spilled ??= []).Add((scratch.Append(_buffer.AsSpan(0, _length)), _length));
        _buffer = [];
        _length = 0;
    }

    /// <summary>Hands every part to <paramref name="read"/>, oldest first.</summary>
    public void ReadAll(ScratchFile scratch, ReadPart read)
    {
        foreach ((long at, int length) in _spilled ?? [])
        {
            byte[] part = new byte[length];
            scratch.Read(at, part);
            read(part);
        }

        read(_buffer.AsSpan(0, _length));
    }

    public delegate void ReadPart(ReadOnlySpan<byte> part);
}
