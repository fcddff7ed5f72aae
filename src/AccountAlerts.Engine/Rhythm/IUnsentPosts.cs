using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Messages that were written before a gap and never went out: late they help nobody.</summary>
public interface IUnsentPosts
{
    /// <summary>
    /// Takes digests, reviews, cards and bundles from before the gap out of the queue, as far as they were surely never sent. What they would
    /// have told waits again, for <see cref="TellingReasons.Gap"/>. What is critical, or was handed over by somebody, still goes out, and so
    /// does every edit of what is shown. Safe to repeat.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> WithdrawAsync(ServiceGap gap, CancellationToken cancellation);
}
