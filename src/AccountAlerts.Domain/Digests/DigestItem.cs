using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Digests;

/// <summary>Where a line stands in a digest, in the order of reading.</summary>
public enum DigestPart
{
    /// <summary>What is different from the last digest.</summary>
    Changed,

    /// <summary>Urgent, due, or back from a snooze.</summary>
    Today,

    /// <summary>What is open besides.</summary>
    Risks,
    Growth,

    /// <summary>What held already when the product began to look, some each day.</summary>
    Standing,
}

/// <summary>Something that a digest may have to say.</summary>
/// <param name="Money">At risk, in the base currency; null where unknown: such lines come last among their equals.</param>
public abstract record DigestItem(double? Money)
{
    /// <param name="DueOn">The day by which the next step should be done.</param>
    /// <param name="IsNews">The reader was not told of it yet.</param>
    public sealed record OfAlert(Alert Alert, DateOnly DueOn, bool IsNews, double? Money) : DigestItem(Money)
    {
        /// <summary>Where the snooze, if there is one, ends on the reader's own day.</summary>
        public bool WakesToday { get; init; }
    }

    /// <summary>An account that is in another band than the reader was last told.</summary>
    public sealed record OfBand(int AccountId, Band From, Band To, double? Money) : DigestItem(Money)
    {
        public bool IsWorse => To < From;
    }

    /// <returns>Null for what needs no line today.</returns>
    public DigestPart? PartOn(DateOnly today) => this switch
    {
        OfBand => DigestPart.Changed,
        OfAlert alert => PartOf(alert, today),
        _ => null,
    };

    private static DigestPart? PartOf(OfAlert item, DateOnly today)
    {
        var alert = item.Alert;
        bool grows = alert.Kind is TriggerKind.Expansion or TriggerKind.Advocacy;
        switch (alert.State)
        {
            case AlertState.Standing:
                return item.IsNews ? DigestPart.Standing : null;
            case AlertState.Snoozed:
                return item.WakesToday ? DigestPart.Today : null;
            case AlertState.Acknowledged:
                return item.DueOn <= today ? DigestPart.Today : null;
            case AlertState.Open when item.DueOn <= today || alert.Severity == Severity.Critical || alert.Status.SnoozedBy is not null:
                return DigestPart.Today;
            case AlertState.Open when grows:
                return DigestPart.Growth;
            case AlertState.Open:
                return item.IsNews ? DigestPart.Changed : DigestPart.Risks;
            default:
                return null;
        }
    }
}
