namespace AccountAlerts.Domain.Accounts;

/// <summary>The days of one metric (or of all value events) in one account, by age: 0 is the last complete day.</summary>
internal sealed class MetricCourse
{
    private readonly double[] _byAge;
    private readonly Dictionary<int, int>? _youngestByPerson;

    private MetricCourse(double[] byAge, int lastDay, bool isGauge, Dictionary<int, int>? youngestByPerson)
    {
        _byAge = byAge;
        _youngestByPerson = youngestByPerson;
        LastDay = lastDay;
        IsGauge = isGauge;
    }

    /// <summary>Last day with a value above 0; <see cref="UsageDigest.Never"/> if there is none.</summary>
    public int LastDay { get; }

    /// <summary>A level: its days are no parts of a sum.</summary>
    public bool IsGauge { get; }

    /// <summary>True if rows of the metric name people.</summary>
    public bool NamesPeople => _youngestByPerson is not null;

    public static MetricCourse OfEvents(UsageDigest digest)
    {
        double[] byAge = new double[digest.KnownDays];
        for (int age = 0; age < byAge.Length; age++)
            byAge[age] = digest.ValueEventsAt(age);
        return new MetricCourse(byAge, digest.LastValueEvent, isGauge: false, null);
    }

    /// <summary>One pass over what is in memory of the account.</summary>
    public static MetricCourse Of(ReadOnlySpan<UsageEntry> entries, int metric, bool isGauge, UsageDigest digest)
    {
        double[] byAge = new double[digest.KnownDays];
        if (isGauge)
            Array.Fill(byAge, double.NaN);
        Dictionary<int, int>? youngest = null;
        int last = UsageDigest.Never;
        foreach (ref readonly var entry in entries)
        {
            int age = digest.End - entry.Day;
            if (entry.Metric != metric || age < 0)
                continue;
            if (age < byAge.Length)
                byAge[age] = double.IsNaN(byAge[age]) ? entry.Value : byAge[age] + entry.Value;
            if (!(entry.Value > 0))
                continue;
            last = Math.Max(last, entry.Day);
            if (entry.Person > 0 && (youngest is null || !youngest.TryGetValue(entry.Person, out int known) || age < known))
                (youngest ??= [])[entry.Person] = age;
        }

        return new MetricCourse(byAge, last, isGauge, youngest);
    }

    /// <summary>All metrics of a role together: one pass, whatever their number. People are not told apart.</summary>
    public static MetricCourse OfRole(ReadOnlySpan<UsageEntry> entries, MetricTable metrics, Func<MetricTraits, bool> role, UsageDigest digest)
    {
        var traits = metrics.Traits;
        Span<bool> wanted = traits.Length <= 256 ? stackalloc bool[traits.Length] : new bool[traits.Length];
        for (int metric = 0; metric < traits.Length; metric++)
            wanted[metric] = role(traits[metric]);
        double[] byAge = new double[digest.KnownDays];
        int last = UsageDigest.Never;
        foreach (ref readonly var entry in entries)
        {
            int age = digest.End - entry.Day;
            if (age < 0 || !(entry.Value > 0) || (uint)entry.Metric >= (uint)wanted.Length || !wanted[entry.Metric])
                continue;
            last = Math.Max(last, entry.Day);
            if (age < byAge.Length)
                byAge[age] += entry.Value;
        }

        return new MetricCourse(byAge, last, isGauge: false, null);
    }

    public double At(int age) => age < _byAge.Length ? _byAge[age] : 0;

    /// <summary>Sum of the youngest so many days.</summary>
    public double Sum(int days) => Sum(days, 0);

    /// <summary>Sum of so many days, the youngest of which has the age <paramref name="from"/>.</summary>
    public double Sum(int days, int from)
    {
        double sum = 0;
        for (int age = Math.Min(from + days, _byAge.Length) - 1; age >= from; age--)
            sum += _byAge[age];
        return sum;
    }

    /// <summary>Distinct people with a value in the youngest so many days.</summary>
    public int People(int days) => _youngestByPerson?.Values.Count(age => age < days) ?? 0;

    /// <summary>The latest value of a level within so many days, the youngest of which has the age <paramref name="from"/>; null if there is none.</summary>
    public double? Latest(int days, int from = 0)
    {
        for (int age = from; age < Math.Min(from + days, _byAge.Length); age++)
        {
            if (!double.IsNaN(_byAge[age]))
                return _byAge[age];
        }

        return null;
    }
}
