using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// A bucket of tokens as one number, the generic cell rate algorithm: the instant at which the bucket would be full again. It is stored
/// with the destination, so that all senders take from the same bucket. Pure; instants are milliseconds of the database's clock.
/// </summary>
public static class TokenBucket
{
    /// <summary>Share of the interval by which a call may have reached the platform later than it began here, and is waited for on top.</summary>
    private const double Slack = 0.02;

    /// <param name="full">When the bucket would be full; 0 for one that was never used.</param>
    /// <returns>How many calls may be made at <paramref name="now"/>.</returns>
    public static int Tokens(Rate? rate, long full, long now)
    {
        if (rate is null)
            return int.MaxValue;
        long ahead = Math.Max(0, full - now);
        return (int)Math.Max(0, rate.Burst - (ahead + Every(rate) - 1) / Every(rate));
    }

    /// <returns>When the bucket is full after a call that begins at <paramref name="at"/>.</returns>
    public static long Take(Rate? rate, long full, long at) => rate is null ? full : Math.Max(full, at) + Every(rate);

    /// <returns>The earliest instant for the next call.</returns>
    public static long NextAt(Rate? rate, long full) => rate is null ? 0 : full - (rate.Burst - 1) * Every(rate);

    /// <summary>The latest instant at which a call may have reached the platform, as far as a limit needs to know.</summary>
    public static long ArrivedAt(Rate? rate, long started, long ended) =>
        rate is null ? started : Math.Min(ended, started + (long)Math.Ceiling(Every(rate) * Slack));

    private static long Every(Rate rate) => Math.Max(1, (long)Math.Ceiling(rate.Every.TotalMilliseconds));
}
