namespace AccountAlerts.Sources.Demo;

/// <summary>
/// Chance that can be asked in any order: a value is a function of its key, never of what was drawn before. So a day generated
/// alone equals the same day generated within a year.
/// </summary>
internal static class Chance
{
    /// <summary>One key out of two, by the finaliser of SplitMix64.</summary>
    public static ulong Mix(ulong key, ulong salt)
    {
        ulong z = key + (0x9E3779B97F4A7C15UL * (salt + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public static ulong Mix(ulong key, Topic topic, int number) => Mix(Mix(key, (ulong)topic), unchecked((ulong)number));

    /// <summary>At least 0, below 1; from the upper half of the key.</summary>
    public static double Upper(ulong key) => (key >> 32) * (1.0 / 4294967296.0);

    /// <summary>At least 0, below 1; from the lower half of the key.</summary>
    public static double Lower(ulong key) => (uint)key * (1.0 / 4294967296.0);

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public static int Below(ulong key, int count) => (int)(Upper(key) * count);
}

/// <summary>Keeps the draws for different things apart.</summary>
internal enum Topic
{
    Company = 1, Person, Name, Habit, Joined, Ticket, Feedback, Invoice, Touch, Context, Outcome, Profile, Feature, Milestone, Said,
}
