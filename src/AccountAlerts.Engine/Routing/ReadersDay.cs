using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>Days where somebody lives.</summary>
public static class ReadersDay
{
    /// <summary>The first day back of who is away until an instant: that day if it ends before noon, else the next.</summary>
    /// <param name="zone">IANA name; null or unknown: UTC.</param>
    public static DateOnly BackOn(string? zone, DateTimeOffset end)
    {
        var local = Instant.FromDateTimeOffset(end).InZone((zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? DateTimeZone.Utc);
        return (local.Hour < 12 ? local.Date : local.Date.PlusDays(1)).ToDateOnly();
    }

    /// <returns>The first instant of the day where the reader lives.</returns>
    public static DateTimeOffset Begin(TeamDirectory team, string reader, DateOnly day) =>
        team.ZoneOf(reader).AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset().ToUniversalTime();
}
