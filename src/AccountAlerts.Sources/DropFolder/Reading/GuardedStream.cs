using System.Text;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>
/// The bytes of a file on their way to a parser, checked for what no parser tells: NUL bytes, text that is not UTF-8, damaged or
/// hostile compression. At the first fault the stream ends and <see cref="Fault"/> says why; whoever reads must look at it.
/// </summary>
/// <remarks>Every check is a vectorised pass over a block that is still in the cache.</remarks>
internal sealed class GuardedStream(Stream content, Stream packed, FileLimits limits, IProgress<long>? progress, CancellationToken cancellation)
    : Stream
{
    private const int ProgressBytes = 1 << 20;

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private char[] _scratch = [];
    private byte _last;
    private long _read;
    private long _reported;
    private long _lineFeeds;
    private long _carriageReturns;

    /// <summary>Why the file cannot be taken, as a sentence; null while nothing is wrong.</summary>
    public string? Fault { get; private set; }

    /// <summary>True once any byte was read.</summary>
    public bool HasContent => _read > 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Fault is not null || buffer.IsEmpty)
            return 0;

        int count;
        try
        {
            count = content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return Stop("The file is damaged or cut off: it cannot be unpacked to its end. Write it again.");
        }
        catch (IOException unreadable)
        {
            return Stop($"The file cannot be read: {unreadable.Message}");
        }

        Report(count);
        return Check(buffer[..count]) is { } fault ? Stop(fault) : count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Stop(string fault)
    {
        Fault = fault;
        return 0;
    }

    private void Report(int count)
    {
        if (progress is null || (count > 0 && packed.Position - _reported < ProgressBytes))
            return;

        _reported = packed.Position;
        progress.Report(_reported);
    }

    private string? Check(ReadOnlySpan<byte> block)
    {
        if (_read == 0 && (block.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || block.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])))
            return "The file is UTF-16. Save it as UTF-8.";

        _read += block.Length;
        if (_read > limits.BombBytes && !ReferenceEquals(content, packed) && _read / limits.BombRatio > packed.Position)
            return $"The file unpacks to more than {Plain.Count(limits.BombRatio)} times its size and more than {Plain.Count(limits.BombBytes)} bytes. Write it without compression.";

        int nul = block.IndexOf((byte)0);
        if (nul >= 0)
            return $"Line {Plain.Count(LineOf(block[..nul]))} holds a NUL byte: this is not a text file, or it was written badly. Write it again.";

        string? fault = CheckEncoding(block);
        _lineFeeds += block.Count((byte)'\n');
        _carriageReturns += block.Count((byte)'\r');
        return fault;
    }

    private string? CheckEncoding(ReadOnlySpan<byte> block)
    {
        // Nothing is pending in the decoder when the block before ended in a plain ASCII byte.
        if (_last < 0x80 && Ascii.IsValid(block))
        {
            _last = block.IsEmpty ? _last : block[^1];
            return null;
        }

        if (_scratch.Length < block.Length + 4)
            _scratch = new char[block.Length + 4];
        try
        {
            _decoder.GetChars(block, _scratch, flush: block.IsEmpty);
        }
        catch (DecoderFallbackException bad)
        {
            int at = Math.Clamp(bad.Index, 0, block.Length);
            string bytes = Convert.ToHexString(bad.BytesUnknown ?? []);
            return $"Line {Plain.Count(LineOf(block[..at]))} is not UTF-8 (byte {bytes}). Save the file as UTF-8; it may be in Windows-1252 or Latin-1.";
        }

        _last = block.IsEmpty ? (byte)0 : block[^1];
        return null;
    }

    /// <summary>Files whose lines end in CR alone have no line feeds; in all others the line feeds count.</summary>
    private long LineOf(ReadOnlySpan<byte> before) =>
        1 + Math.Max(_lineFeeds + before.Count((byte)'\n'), _carriageReturns + before.Count((byte)'\r'));
}
