namespace AccountAlerts.Domain.Accounts;

/// <summary>Who used one key feature of an account, and when.</summary>
/// <param name="end">Number of the last complete day.</param>
/// <param name="created">The day the account was created: windows begin no earlier.</param>
internal sealed class FeatureUse(int end, int created)
{
    private const byte InFourWeeks = 1;
    private const byte InTheQuarterBefore = 2;

    // By ordinal; a first day is kept from the other end, so that a fresh array says "never".
    private (int NotBefore, byte Windows)[] _people = [];

    /// <summary>Last day of any use.</summary>
    public int LastDay { get; private set; } = UsageDigest.Never;

    /// <summary>False where no row of the feature names a person.</summary>
    public bool NamesPeople => _people.Length > 0;

    /// <summary>Distinct people of the last 28 days.</summary>
    public int PeopleInFourWeeks => _people.Count(person => (person.Windows & InFourWeeks) != 0);

    /// <summary>Distinct people of the 90 days before the last 30.</summary>
    public int PeopleInTheQuarterBefore => _people.Count(person => (person.Windows & InTheQuarterBefore) != 0);

    /// <summary>All key features that were ever used, by their index in the metric table: one pass over what is in memory of the account.</summary>
    public static Dictionary<int, FeatureUse> Of(ReadOnlySpan<UsageEntry> entries, MetricTable metrics, int end, int created)
    {
        var traits = metrics.Traits;
        var features = new Dictionary<int, FeatureUse>();
        // Rows of one metric mostly follow each other.
        (int Metric, FeatureUse? Use) latest = (-1, null);
        foreach (ref readonly var entry in entries)
        {
            if (entry.Day > end || !(entry.Value > 0) || (uint)entry.Metric >= (uint)traits.Length || (traits[entry.Metric] & MetricTraits.KeyFeature) == 0)
                continue;
            if (entry.Metric != latest.Metric)
            {
                if (!features.TryGetValue(entry.Metric, out var known))
                    features[entry.Metric] = known = new FeatureUse(end, created);
                latest = (entry.Metric, known);
            }

            latest.Use!.Add(entry.Person, entry.Day);
        }

        return features;
    }

    /// <summary>The day on which so many people had used it; null if fewer have.</summary>
    public int? DayOfPerson(int number)
    {
        int[] firsts = [.. _people.Where(person => person.NotBefore > 0).Select(person => int.MaxValue - person.NotBefore).Order()];
        return firsts.Length < number ? null : firsts[number - 1];
    }

    private void Add(int person, int day)
    {
        LastDay = Math.Max(LastDay, day);
        if (person == 0)
            return;
        if (person >= _people.Length)
            Array.Resize(ref _people, Math.Max(person + 1, _people.Length * 2));
        ref var use = ref _people[person];
        use.NotBefore = Math.Max(use.NotBefore, int.MaxValue - day);
        if (day < created)
            return;
        int age = end - day;
        use.Windows |= age < 28 ? InFourWeeks : age is >= 30 and < 120 ? InTheQuarterBefore : (byte)0;
    }
}
