using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Messages of the morning that were written before a gap and never went out: late they help nobody.</summary>
public interface IUnsentPosts
{
    /// <summary>
    /// Takes digests and reviews from before the gap out of the queue, as far as they were surely never sent. What they would have told
    /// waits again, for <see cref="TellingReasons.Gap"/>. Safe to repeat.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> WithdrawAsync(ServiceGap gap, CancellationToken cancellation);
}
