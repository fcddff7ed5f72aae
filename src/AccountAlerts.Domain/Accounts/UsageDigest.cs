using System.Numerics;

namespace AccountAlerts.Domain.Accounts;

/// <summary>
/// What the signals need of an account's usage, gathered in one pass over entries in any order. Days are kept by age: 0 is the last
/// complete day, 1 the day before; a person's active days are bits, so counting people or days is counting bits.
/// </summary>
internal sealed class UsageDigest
{
    /// <summary>Days that are kept one by one: 26 weeks and a bit, three words of bits per person.</summary>
    public const int Days = 192;

    public const int Never = int.MinValue;

    private const int Words = Days / 64;

    private readonly int _days;
    private readonly double[] _valueByAge = new double[Days];
    private readonly ulong[] _activeDays = new ulong[Words];
    private readonly int[] _lastOfMetric;
    private PersonUse[] _people;
    private ulong[] _useDays;
    private ulong[]? _seenDays;
    private int _firstRow = int.MaxValue;
    private int _firstActive = int.MaxValue;
    private int _lastActive = Never;

    private UsageDigest(int end, int created, int people, int metrics)
    {
        End = end;
        _days = Math.Clamp(end - created + 1, 0, Days);
        _people = new PersonUse[people + 1];
        _useDays = new ulong[(people + 1) * Words];
        _lastOfMetric = new int[metrics];
    }

    /// <summary>Number of the last complete day.</summary>
    public int End { get; }

    /// <summary>First day with any row of usage, whatever its value; <see cref="Never"/> if there is none.</summary>
    public int FirstRow => _firstRow == int.MaxValue ? Never : _firstRow;

    /// <summary>First and last day on which anybody did, or was seen doing, anything; <see cref="Never"/> if there is none.</summary>
    public int FirstActive => _firstActive == int.MaxValue ? Never : _firstActive;

    public int LastActive => _lastActive;

    /// <summary>True if usage rows name people; else people are counted by sightings, else by a gauge.</summary>
    public bool NamesPeople { get; private set; }

    public bool HasSightings => _seenDays is not null;

    public GaugeLevel SeatsUsed { get; private set; } = GaugeLevel.None;

    public GaugeLevel ActiveUsers { get; private set; } = GaugeLevel.None;

    /// <summary>Highest person ordinal that has a slot.</summary>
    public int People => _people.Length - 1;

    /// <param name="asOf">Entries after it do not exist.</param>
    /// <param name="end">The last complete day, at most <paramref name="asOf"/>; later entries only prove that a person exists.</param>
    /// <param name="created">The day the account was created: windows begin no earlier, what is earlier only says what happened first and last.</param>
    public static UsageDigest Of(ReadOnlySpan<UsageEntry> entries, MetricTable metrics, int people, int asOf, int end, int created)
    {
        var traits = metrics.Traits;
        var digest = new UsageDigest(end, created, people, traits.Length);
        foreach (ref readonly var entry in entries)
        {
            if (entry.Day > asOf)
                continue;
            var trait = (uint)entry.Metric < (uint)traits.Length ? traits[entry.Metric] : MetricTraits.None;
            if (entry.Metric == MetricTable.Sighting)
                digest.TakeSighting(in entry);
            else
                digest.Take(in entry, trait);
        }

        return digest;
    }

    /// <summary>Sum of value events between two ages, the younger first; both inclusive.</summary>
    public double ValueEvents(int youngest, int oldest)
    {
        double sum = 0;
        for (int age = Math.Min(oldest, Days - 1); age >= youngest; age--)
            sum += _valueByAge[age];
        return sum;
    }

    public double ValueEventsAt(int age) => _valueByAge[age];

    /// <summary>First day on which the person did or was seen doing anything, up to the as-of day.</summary>
    public int FirstKnown(int person) => person < _people.Length ? _people[person].First : Never;

    /// <summary>Last such day, up to the last complete one.</summary>
    public int LastKnown(int person) => person < _people.Length ? _people[person].Last : Never;

    public double Value180(int person) => person < _people.Length ? _people[person].Value180 : 0;

    public double Value90(int person) => person < _people.Length ? _people[person].Value90 : 0;

    /// <summary>Distinct people of the youngest <paramref name="days"/> days.</summary>
    public int ActivePeople(int days)
    {
        var bits = CountedDays;
        var window = DayWindow.Of(days);
        int count = 0;
        for (int at = Words; at < bits.Length; at += Words)
        {
            if (((bits[at] & window.A) | (bits[at + 1] & window.B) | (bits[at + 2] & window.C)) != 0)
                count++;
        }

        return count;
    }

    /// <summary>Sum over the youngest <paramref name="days"/> days of the people active on each.</summary>
    public int PersonDays(int days)
    {
        var bits = CountedDays;
        var window = DayWindow.Of(days);
        int count = 0;
        for (int at = Words; at < bits.Length; at += Words)
        {
            count += BitOperations.PopCount(bits[at] & window.A) + BitOperations.PopCount(bits[at + 1] & window.B)
                + BitOperations.PopCount(bits[at + 2] & window.C);
        }

        return count;
    }

    public bool IsActive(int person, int days)
    {
        var bits = CountedDays;
        int at = person * Words;
        if (at + Words > bits.Length)
            return false;
        var window = DayWindow.Of(days);
        return ((bits[at] & window.A) | (bits[at + 1] & window.B) | (bits[at + 2] & window.C)) != 0;
    }

    /// <summary>Active days of a person among the youngest <paramref name="days"/>, and the span from the first to the last of them.</summary>
    public (int Active, int Span) UseDays(int person, int days)
    {
        int active = 0, youngest = -1, oldest = -1;
        for (int age = 0; age < days && person < _people.Length; age++)
        {
            if ((_useDays[(person * Words) + (age >> 6)] >> (age & 63) & 1) == 0)
                continue;
            active++;
            oldest = age;
            if (youngest < 0)
                youngest = age;
        }

        return (active, active == 0 ? 0 : oldest - youngest + 1);
    }

    /// <summary>Of consecutive weeks, the youngest ending <paramref name="skipDays"/> days before the last complete day, those with any activity.</summary>
    public int ActiveWeeks(int weeks, int skipDays = 0)
    {
        int count = 0;
        for (int week = 0; week < weeks; week++)
        {
            if (AnyActive(skipDays + (week * 7), skipDays + (week * 7) + 6))
                count++;
        }

        return count;
    }

    /// <summary>Key features used within the youngest <paramref name="days"/> days; null if none was ever used.</summary>
    public int? KeyFeatures(MetricTable metrics, int days)
    {
        var traits = metrics.Traits;
        int? count = null;
        for (int metric = 0; metric < _lastOfMetric.Length; metric++)
        {
            // Kept from 1, so that a fresh array says "never".
            if ((traits[metric] & MetricTraits.KeyFeature) != 0 && _lastOfMetric[metric] > 0)
                count = (count ?? 0) + (End - (_lastOfMetric[metric] - 1) < days ? 1 : 0);
        }

        return count;
    }

    private ReadOnlySpan<ulong> CountedDays => NamesPeople ? _useDays : _seenDays;

    private bool AnyActive(int youngest, int oldest)
    {
        for (int age = youngest; age <= oldest && age < Days; age++)
        {
            if ((_activeDays[age >> 6] >> (age & 63) & 1) != 0)
                return true;
        }

        return false;
    }

    /// <summary>The inner loop of every evaluation: few branches, no calls but the rare ones.</summary>
    private void Take(in UsageEntry entry, MetricTraits traits)
    {
        int age = End - entry.Day;
        if (age >= 0)
            _firstRow = Math.Min(_firstRow, entry.Day);
        if ((traits & MetricTraits.Activity) == 0)
        {
            if (traits != MetricTraits.None && age >= 0)
                TakeLevel(in entry, traits);
            return;
        }

        NamesPeople |= entry.Person > 0 && age >= 0;
        if (!(entry.Value > 0))
            return;
        if (entry.Person >= _people.Length)
            Grow(entry.Person);
        ref var person = ref _people[entry.Person];
        person.Mark(entry.Day, age);
        if (age < 0)
            return;

        MarkActive(entry.Day, age);
        ref int last = ref _lastOfMetric[entry.Metric];
        last = Math.Max(last, entry.Day + 1);
        if (age >= _days)
            return;

        _useDays[(entry.Person * Words) + (age >> 6)] |= 1UL << (age & 63);
        if ((traits & MetricTraits.ValueEvent) == 0)
            return;
        _valueByAge[age] += entry.Value;
        if (age < 180)
            person.Value180 += entry.Value;
        if (age < 90)
            person.Value90 += entry.Value;
    }

    private void TakeSighting(in UsageEntry entry)
    {
        if (entry.Person >= _people.Length)
            Grow(entry.Person);
        int age = End - entry.Day;
        _people[entry.Person].Mark(entry.Day, age);
        if (age < 0)
            return;

        MarkActive(entry.Day, age);
        _seenDays ??= new ulong[_useDays.Length];
        if (age < _days)
            _seenDays[(entry.Person * Words) + (age >> 6)] |= 1UL << (age & 63);
    }

    private void MarkActive(int day, int age)
    {
        _firstActive = Math.Min(_firstActive, day);
        _lastActive = Math.Max(_lastActive, day);
        if (age < _days)
            _activeDays[age >> 6] |= 1UL << (age & 63);
    }

    private void TakeLevel(in UsageEntry entry, MetricTraits traits)
    {
        if ((traits & MetricTraits.SeatsUsed) != 0)
            SeatsUsed = SeatsUsed.With(entry.Day, entry.Value);
        else
            ActiveUsers = ActiveUsers.With(entry.Day, entry.Value);

        // A gauge above zero says that somebody was there, though not who.
        if ((traits & MetricTraits.ActiveUsers) != 0 && entry.Value > 0)
            MarkActive(entry.Day, End - entry.Day);
    }

    private void Grow(int person)
    {
        int people = Math.Max(person + 1, _people.Length * 2);
        Array.Resize(ref _people, people);
        Array.Resize(ref _useDays, people * Words);
        if (_seenDays is not null)
            Array.Resize(ref _seenDays, people * Words);
    }
}
