namespace AccountAlerts.Domain.Accounts;

/// <summary>One stored usage value: what one person (or the account as a whole) did on one day in one metric.</summary>
/// <param name="Day">The UTC day, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Person">The person's ordinal within the account, from 1; 0 where the row named nobody.</param>
/// <param name="Metric">Index into the <see cref="MetricTable"/>; <see cref="MetricTable.Sighting"/> marks a day on which a source saw the person.</param>
/// <param name="Value">The value as given, in the metric's own unit; 0 is stored, but is no activity.</param>
public readonly record struct UsageEntry(int Day, int Person, int Metric, double Value);

/// <summary>Everything that is stored of one account's use, in no promised order.</summary>
/// <param name="Entries">All stored values, at most one per day, person and metric.</param>
public sealed record UsageHistory(ReadOnlyMemory<UsageEntry> Entries)
{
    public static UsageHistory None { get; } = new(ReadOnlyMemory<UsageEntry>.Empty);
}
