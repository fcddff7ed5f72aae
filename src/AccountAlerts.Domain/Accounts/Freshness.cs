using System.Globalization;

namespace AccountAlerts.Domain.Accounts;

/// <summary>Why a stream has nothing to say, in the reader's words.</summary>
internal static class Freshness
{
    public const string NotConnected = "not connected";

    /// <returns>Null if the stream can be trusted as of the day.</returns>
    public static string? WhyMissing(StreamFreshness freshness)
    {
        if (!freshness.Connected)
            return NotConnected;
        if (!freshness.Stale)
            return null;
        return freshness.CompleteThrough is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"no data since {day:d MMMM yyyy}")
            : "never read completely";
    }
}
