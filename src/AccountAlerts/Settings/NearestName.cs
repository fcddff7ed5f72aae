namespace AccountAlerts.Settings;

/// <summary>Guesses which known name a mistyped one was meant to be.</summary>
public static class NearestName
{
    /// <returns>Null if nothing is near enough to be worth naming.</returns>
    public static string? Of(string typed, IEnumerable<string> known) => known
        .Select(name => (name, distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(1, pair.name.Length / 3))
        .OrderBy(pair => pair.distance)
        .ThenBy(pair => pair.name, StringComparer.Ordinal)
        .Select(pair => pair.name)
        .FirstOrDefault();

    /// <summary>Levenshtein's distance: letters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.Min(replaced, Math.Min(above[j], above[j - 1]) + 1);
            }
        }

        return above[b.Length];
    }
}
