namespace AccountAlerts.Engine.Routing;

/// <summary>What an alert that is only watched would have said.</summary>
/// <param name="Times">How many announcements people would have heard of.</param>
/// <param name="Customers">On how many accounts.</param>
/// <param name="Readers">To how many people and channels.</param>
public sealed record ObservedAlert(string Trigger, int Times, int Customers, int Readers);

/// <summary>Counts what alerts of <c>mode: observe</c> would have sent: from the tellings that say so, one for each announcement and reader.</summary>
public static class ObservedAlerts
{
    /// <summary>How far back is counted.</summary>
    public const int Days = 28;

    /// <param name="tellings">Of all readers, since some instant.</param>
    public static IReadOnlyList<ObservedAlert> Of(IEnumerable<Telling> tellings) =>
    [
        .. tellings.Where(telling => telling is { Way: TellingWay.Silent, Reason: TellingReasons.Observed })
            .GroupBy(telling => telling.Alert.Trigger, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ObservedAlert(
                group.Key, group.Select(telling => (telling.Alert, telling.Episode, telling.News)).Distinct().Count(),
                group.Select(telling => telling.Alert.AccountId).Distinct().Count(), group.Select(telling => telling.Reader).Distinct(StringComparer.Ordinal).Count())),
    ];
}
