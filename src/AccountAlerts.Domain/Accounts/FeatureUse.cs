namespace AccountAlerts.Domain.Accounts;

/// <summary>Who used one key feature of an account, and when.</summary>
internal sealed class FeatureUse
{
    /// <summary>Last day of any use.</summary>
    public int LastDay { get; private set; } = UsageDigest.Never;

    /// <summary>By person: the days of use, as they came.</summary>
    public Dictionary<int, List<int>> People { get; } = [];

    /// <summary>All key features that were ever used, by their index in the metric table: one pass over what is in memory of the account.</summary>
    public static Dictionary<int, FeatureUse> Of(ReadOnlySpan<UsageEntry> entries, MetricTable metrics, int end)
    {
        var traits = metrics.Traits;
        var features = new Dictionary<int, FeatureUse>();
        foreach (ref readonly var entry in entries)
        {
            if (entry.Day > end || !(entry.Value > 0) || (uint)entry.Metric >= (uint)traits.Length || (traits[entry.Metric] & MetricTraits.KeyFeature) == 0)
                continue;
            if (!features.TryGetValue(entry.Metric, out var use))
                features[entry.Metric] = use = new FeatureUse();
            use.Add(entry.Person, entry.Day);
        }

        return features;
    }

    public int PeopleBetween(int first, int last) => People.Values.Count(days => days.Exists(day => day >= first && day <= last));

    /// <summary>The day on which so many people had used it; null if fewer have.</summary>
    public int? DayOfPerson(int number) => People.Count < number ? null : People.Values.Select(days => days.Min()).Order().ElementAt(number - 1);

    private void Add(int person, int day)
    {
        LastDay = Math.Max(LastDay, day);
        if (person == 0)
            return;
        if (!People.TryGetValue(person, out var days))
            People[person] = days = [];
        days.Add(day);
    }
}
