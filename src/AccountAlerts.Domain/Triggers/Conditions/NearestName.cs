namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class NearestName
{
    /// <returns>The candidate with the fewest edits, ties in ordinal order; null where even that one is more than a third different.</returns>
    public static string? Among(IEnumerable<string> candidates, string name)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > Spelling.Longest)
            return null;
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var edits = Spelling.Distance(name, candidate);
            if (edits >= fewest || edits > Math.Max(2, candidate.Length / 3))
                continue;
            best = candidate;
            fewest = edits;
        }

        return best;
    }
}
