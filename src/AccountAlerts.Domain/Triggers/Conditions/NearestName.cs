namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class NearestName
{
    /// <summary>Longer input is no typo of any name, and its distance would be dear to work out.</summary>
    private const int MaxLength = 64;

    /// <returns>The candidate with the fewest edits, ties in ordinal order; null where even that one is more than a third different.</returns>
    public static string? Among(IEnumerable<string> candidates, string name)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxLength)
            return null;
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var edits = Distance(name, candidate);
            if (edits >= fewest || edits > Math.Max(2, candidate.Length / 3))
                continue;
            best = candidate;
            fewest = edits;
        }

        return best;
    }

    /// <summary>Insertions, deletions and replacements of characters, capitals ignored.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
