namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>What one file may ask of us. The defaults are far above real files and far below what would hurt the service.</summary>
public sealed record FileLimits
{
    public static FileLimits Default { get; } = new();

    /// <summary>Bytes of one row; a longer row is a bad row. Default 64 KB.</summary>
    public int RowBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes after which a row without an end stops the reading: nothing behind it can be trusted. Default 1 MB.</summary>
    public int EndlessRowBytes { get; init; } = 1024 * 1024;

    /// <summary>Characters of one text; a row with a longer one is a bad row. Default 10,000.</summary>
    public int TextCharacters { get; init; } = 10_000;

    /// <summary>Unpacked bytes up to which any ratio is allowed. Default 1 GB.</summary>
    public long BombBytes { get; init; } = 1L << 30;

    /// <summary>Unpacked size over packed size above which a file larger than <see cref="BombBytes"/> is refused. Default 1000; gzip's own limit is 1032.</summary>
    public int BombRatio { get; init; } = 1000;

    /// <summary>Bad rows that are allowed whatever the size of the file. Default 10.</summary>
    public int BadRows { get; init; } = 10;

    /// <summary>Share of bad rows above which, together with <see cref="BadRows"/>, the whole file is refused. Default 1 %.</summary>
    public double BadShare { get; init; } = 0.01;

    /// <summary>Bad rows that are written out; the rest are counted only. Default 100,000.</summary>
    public int WrittenRejects { get; init; } = 100_000;
}
