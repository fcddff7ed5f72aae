namespace AccountAlerts.Domain.Health;

/// <summary>Turns exact points into whole ones that sum to a given total: floors first, then one more by largest fraction.</summary>
internal static class WholePoints
{
    /// <summary>Below this a number is the noise of a sum of doubles.</summary>
    public const int Decimals = 9;

    public static double Tidy(double value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>Half up: 49.5 is 50.</summary>
    public static int HalfUp(double exact) => (int)Math.Floor(exact + 0.5);

    /// <param name="exact">Already rounded to nine decimals; ties are settled by their order.</param>
    public static int[] Share(IReadOnlyList<double> exact, int total)
    {
        int[] whole = new int[exact.Count];
        if (whole.Length == 0)
            return whole;

        int left = total;
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = (int)Math.Floor(exact[i]);
            left -= whole[i];
        }

        // A total that is the rounded sum leaves between none and one for each; noise can ask for one less or more, hence both ways.
        Span<bool> taken = whole.Length <= 64 ? stackalloc bool[whole.Length] : new bool[whole.Length];
        for (; left != 0; left -= Math.Sign(left))
        {
            if (taken.IndexOf(false) < 0)
                taken.Clear();
            int at = left > 0 ? Largest(exact, taken) : Smallest(exact, taken);
            taken[at] = true;
            whole[at] += Math.Sign(left);
        }

        return whole;
    }

    private static int Largest(IReadOnlyList<double> exact, ReadOnlySpan<bool> taken)
    {
        int best = -1;
        for (int i = 0; i < exact.Count; i++)
        {
            if (!taken[i] && (best < 0 || Fraction(exact[i]) > Fraction(exact[best])))
                best = i;
        }

        return best;
    }

    private static int Smallest(IReadOnlyList<double> exact, ReadOnlySpan<bool> taken)
    {
        int best = -1;
        for (int i = 0; i < exact.Count; i++)
        {
            if (!taken[i] && (best < 0 || Fraction(exact[i]) < Fraction(exact[best])))
                best = i;
        }

        return best;
    }

    /// <summary>Rounded, so that 1.3 and 2.3 tie although doubles make their fractions differ.</summary>
    private static double Fraction(double value) => Tidy(value - Math.Floor(value));
}
