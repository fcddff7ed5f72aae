namespace AccountAlerts.Domain.Accounts;

/// <summary>How far one stream of facts can be trusted, as of a day.</summary>
/// <param name="Connected">True once any account has a row of the stream by that day. Before, its signals are missing, never 0.</param>
/// <param name="CompleteThrough">The last complete day; windows and every "days since" end here. Null if nothing was ever read.</param>
/// <param name="Stale">True if the last complete day is more than <c>HoldFor</c> before the as-of day: signals are missing.</param>
public sealed record StreamFreshness(bool Connected, DateOnly? CompleteThrough, bool Stale)
{
    public static StreamFreshness Never { get; } = new(false, null, false);
}

/// <summary>What every account of one evaluation shares: the day, how fresh each stream is, what the metrics mean.</summary>
/// <param name="AsOf">The end of this UTC day.</param>
/// <param name="Live">True if the day is today or later by the product's clock.</param>
public sealed record EvaluationFrame(
    DateOnly AsOf, bool Live, IReadOnlyDictionary<FactStream, StreamFreshness> Streams, MetricTable Metrics)
{
    /// <summary>Share of all accounts, 0 to 1, that have a touchpoint on record by the day; null where nobody counted.</summary>
    public double? TouchedShare { get; init; }

    public StreamFreshness this[FactStream stream] => Streams.GetValueOrDefault(stream, StreamFreshness.Never);
}
