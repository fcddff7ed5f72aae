namespace AccountAlerts.Storage.Facts;

/// <summary>
/// What an import has staged beyond the memory it may use. The file has no name while it is open (where the system allows that),
/// so a killed process leaves nothing behind.
/// </summary>
internal sealed class ScratchFile(string folder) : IDisposable
{
    private FileStream? _file;

    public long Length { get; private set; }

    /// <returns>Where the bytes are.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        long at = Length;
        _file ??= Create();
        RandomAccess.Write(_file.SafeFileHandle, bytes, at);
        Length += bytes.Length;
        return at;
    }

    public void Read(long at, Span<byte> into)
    {
        while (into.Length > 0)
        {
            int read = RandomAccess.Read(_file!.SafeFileHandle, into, at);
            if (read == 0)
                throw new EndOfStreamException("The import's temporary file is shorter than what was written to it.");
            into = into[read..];
            at += read;
        }
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Create()
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Path.GetRandomFileName() + ".import");
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
