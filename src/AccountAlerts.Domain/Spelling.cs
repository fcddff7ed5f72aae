namespace AccountAlerts.Domain;

/// <summary>How far a word is from the one that somebody meant.</summary>
public static class Spelling
{
    /// <summary>What is longer is no typo of anything, and its distance would be dear to work out.</summary>
    public const int Longest = 64;

    /// <summary>Letters to insert, delete, replace or swap with their neighbour, capitals ignored.</summary>
    /// <returns><see cref="int.MaxValue"/> if either is longer than <see cref="Longest"/>.</returns>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length > Longest || b.Length > Longest)
            return int.MaxValue;
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
