using AccountAlerts.Domain;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Likeness
{
    /// <returns>The nearest candidate, or null if none is near: at most a third of the characters differ.</returns>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string normal = Normal(name);
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Spelling.Distance(normal, Normal(candidate));
            if (distance < bestDistance && distance <= Math.Max(1, candidate.Length / 3))
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    private static string Normal(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
