using System.Globalization;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>
/// Moments at which time alone changes something: a snooze ends, held news may be told. Which of them are done is known from the store,
/// so that neither a restart nor a second replica misses one.
/// </summary>
public sealed class DueMoments(ITellings tellings, IProductValues values)
{
    private const string Scope = "$evaluation";
    private const string DecidedAt = "decided-at";

    /// <summary>What an evaluation stores at its end: everything that was due by then is decided.</summary>
    internal static ProductValue Done(DateTimeOffset now) => new(Scope, DecidedAt, now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    /// <returns>True if such a moment has come since the last evaluation.</returns>
    public async Task<bool> CameAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // Before the first evaluation there is nothing to wait for, and it happens anyway.
        return await LastAsync(values, cancellation) is { } decided && await tellings.NextDueAsync(decided, cancellation) <= now;
    }

    /// <returns>As of when the last evaluation decided that came to its end; null before the first.</returns>
    internal static async Task<DateTimeOffset?> LastAsync(IProductValues values, CancellationToken cancellation) =>
        await values.GetAsync(Scope, DecidedAt, cancellation) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : null;
}
