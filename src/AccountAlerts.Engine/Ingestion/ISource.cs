using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Ingestion;

/// <summary>A place facts are read from. It reads and maps; the store decides what is new.</summary>
public interface ISource
{
    /// <summary>The source's name in the settings.</summary>
    string Name { get; }

    /// <summary>How often to poll.</summary>
    TimeSpan Every { get; }

    /// <summary>What it reads, as operators know it: a folder, an address. Never a secret.</summary>
    string Reads => Name;

    /// <summary>What stands in the way of the next poll, for <c>check</c>. Reads only.</summary>
    IReadOnlyList<Finding> Check() => [];

    /// <summary>Reads what is new and writes it through <paramref name="store"/>. May be called again after a crash at any point.</summary>
    /// <returns>What happened, for the log and for <c>check</c>.</returns>
    Task<PollReport> PollAsync(IFactStore store, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>The outcome of one poll.</summary>
/// <param name="Complete">True if everything up to now was read: the source counts as fresh.</param>
public sealed record PollReport(bool Complete, IReadOnlyList<FileReport> Files)
{
    /// <summary>Ask again this soon, if that is before the source's interval: something is there that was not ready yet.</summary>
    public TimeSpan? AskAgainIn { get; init; }
}

/// <summary>What became of one file (or page, or batch).</summary>
/// <param name="Refusal">Why the whole file was refused; null if it was taken or skipped.</param>
/// <param name="Unchanged">True if the same bytes had been taken before.</param>
/// <param name="RejectsPath">Where the bad rows are, with line and reason; null if there are none.</param>
public sealed record FileReport(
    string FileName, FactStream? Stream, long Rows, long Rejected, bool Unchanged, string? Refusal, string? RejectsPath,
    IReadOnlyList<string> Warnings, IReadOnlyCollection<int>? Accounts);
