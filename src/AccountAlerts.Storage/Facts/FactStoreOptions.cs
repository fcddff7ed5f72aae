namespace AccountAlerts.Storage.Facts;

/// <summary>How facts are kept.</summary>
public sealed record FactStoreOptions
{
    /// <summary>Name under which the command line imports; ranks after the sources that the operator put in an order.</summary>
    public const string CommandLineSource = "import";

    /// <summary>Names of sources, the most trusted first. A source that is not named comes after all that are; default: none named.</summary>
    public IReadOnlyList<string> SourceOrder { get; init; } = [];

    /// <summary>Whether a customer's name may be told on the card of another customer; false where not everybody may see every account.</summary>
    public bool NamesOthers { get; init; } = true;

    /// <summary>Bytes that one import may hold in memory before it moves what it has to a temporary file; default 128 MiB.</summary>
    public long StagingBytes { get; init; } = 128L << 20;

    /// <summary>Folder of those temporary files; default (null): beside a database that is a file, else the system's.</summary>
    public string? ScratchFolder { get; init; }
}
