using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>What chat platforms know of teammates; it counts where the team file says nothing.</summary>
public static class PlatformHints
{
    /// <summary>Values by address in lower case: an IANA zone.</summary>
    public const string ZoneScope = "$zone";

    public static bool IsZone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;
}
