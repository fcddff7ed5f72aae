using AccountAlerts.Domain;

namespace AccountAlerts.Settings;

/// <summary>Guesses which known name a mistyped one was meant to be.</summary>
public static class NearestName
{
    /// <returns>Null if nothing is near enough to be worth naming.</returns>
    public static string? Of(string typed, IEnumerable<string> known) => known
        .Select(name => (name, distance: Spelling.Distance(typed, name)))
        .Where(pair => pair.distance <= Math.Max(1, pair.name.Length / 3))
        .OrderBy(pair => pair.distance)
        .ThenBy(pair => pair.name, StringComparer.Ordinal)
        .Select(pair => pair.name)
        .FirstOrDefault();
}
