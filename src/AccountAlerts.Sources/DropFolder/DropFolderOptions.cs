using AccountAlerts.Sources.DropFolder.Reading;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>A watched folder, as <c>Sources:&lt;name&gt;</c> with <c>Type</c> DropFolder sets it.</summary>
public sealed record DropFolderOptions
{
    public static readonly TimeSpan LeastEvery = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MostEvery = TimeSpan.FromDays(1);
    public static readonly TimeSpan MostSettleFor = TimeSpan.FromHours(1);

    /// <summary>The source's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>How often to look. Default 1 minute; 1 second to 1 day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a file must have kept its size and time before it counts as whole. Default 5 seconds; 0 to 1 hour.</summary>
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What one file may ask of the service.</summary>
    public FileLimits Limits { get; init; } = FileLimits.Default;
}
