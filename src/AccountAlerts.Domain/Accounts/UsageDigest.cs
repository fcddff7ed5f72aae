using System.Numerics;

namespace AccountAlerts.Domain.Accounts;

/// <summary>
/// What the signals need of an account's usage, gathered in one pass over entries in any order. Days are kept by age: 0 is the last
/// complete day, 1 the day before; a person's active days are bits, so counting people or days is counting bits.
/// </summary>
internal sealed class UsageDigest
{
    /// <summary>Days that are kept one by one, at most: a year and a bit.</summary>
    public const int Days = 384;

    public const int Never = int.MinValue;

    private const int MostWords = Days / 64;

    // Days that the account has, and words of bits that hold them: most accounts are younger, or quieter, than a year.
    private readonly int _days;
    private readonly int _words;
    private readonly double[] _valueByAge;
    private readonly ulong[] _activeDays;
    private readonly int[] _lastOfMetric;
    private PersonUse[] _people;
    private ulong[] _useDays;
    private ulong[]? _seenDays;
    private int _firstRow = int.MaxValue;
    private int _firstActive = int.MaxValue;
    private int _lastActive = Never;

    private UsageDigest(int end, int first, int people, int metrics)
    {
        End = end;
        _days = Math.Clamp(end - first + 1, 0, Days);
        _words = (_days + 63) >> 6;
        _valueByAge = new double[_days];
        _activeDays = new ulong[_words];
        _people = new PersonUse[people + 1];
        _useDays = new ulong[(people + 1) * _words];
        _lastOfMetric = new int[metrics];
    }

    /// <summary>Number of the last complete day.</summary>
    public int End { get; }

    /// <summary>First day with any row of usage, whatever its value; <see cref="Never"/> if there is none.</summary>
    public int FirstRow => _firstRow == int.MaxValue ? Never : _firstRow;

    /// <summary>First and last day on which anybody did, or was seen doing, anything; <see cref="Never"/> if there is none.</summary>
    public int FirstActive => _firstActive == int.MaxValue ? Never : _firstActive;

    public int LastActive => _lastActive;

    /// <summary>Days that are kept one by one in this account.</summary>
    public int KnownDays => _days;

    /// <summary>Last day with a value event; <see cref="Never"/> if there is none.</summary>
    public int LastValueEvent { get; private set; } = Never;

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
        int oldest = int.MaxValue;
        foreach (ref readonly var entry in entries)
            oldest = Math.Min(oldest, entry.Day);
        var digest = new UsageDigest(end, Math.Max(created, oldest), people, traits.Length);
        // Rows of one person and metric mostly follow each other: what they share is looked up once.
        for (int first = 0, next; first < entries.Length; first = next)
        {
            ref readonly var entry = ref entries[first];
            for (next = first + 1; next < entries.Length && entries[next].Metric == entry.Metric && entries[next].Person == entry.Person; next++)
            {
            }

            var run = entries[first..next];
            if (entry.Metric == MetricTable.Sighting)
                digest.TakeSightings(run, asOf);
            else if ((uint)entry.Metric < (uint)traits.Length && traits[entry.Metric] is var trait && (trait & MetricTraits.Activity) != 0)
                digest.TakeActivity(run, asOf, (trait & MetricTraits.ValueEvent) != 0);
            else
                digest.TakeLevels(run, asOf, (uint)entry.Metric < (uint)traits.Length ? traits[entry.Metric] : MetricTraits.None);
        }

        return digest;
    }

    /// <summary>Sum of value events between two ages, the younger first; both inclusive.</summary>
    public double ValueEvents(int youngest, int oldest)
    {
        double sum = 0;
        for (int age = Math.Min(oldest, _days - 1); age >= youngest; age--)
            sum += _valueByAge[age];
        return sum;
    }

    public double ValueEventsAt(int age) => age < _days ? _valueByAge[age] : 0;

    /// <summary>First day on which the person did or was seen doing anything, up to the as-of day.</summary>
    public int FirstKnown(int person) => person < _people.Length ? _people[person].First : Never;

    /// <summary>Last such day, up to the last complete one.</summary>
    public int LastKnown(int person) => person < _people.Length ? _people[person].Last : Never;

    public double Value180(int person) => person < _people.Length ? _people[person].Value180 : 0;

    public double Value90(int person) => person < _people.Length ? _people[person].Value90 : 0;

    /// <summary>Distinct people of so many days, of which the youngest has the age <paramref name="from"/>.</summary>
    public int ActivePeople(int days, int from = 0)
    {
        var bits = CountedDays;
        var window = new DayWindow(from, days, _words, stackalloc ulong[MostWords]);
        int count = 0;
        for (int at = _words; at < bits.Length; at += _words)
        {
            if (window.Meets(bits[at..]))
                count++;
        }

        return count;
    }

    /// <summary>Distinct people who were active in at least so many of the youngest weeks.</summary>
    public int PeopleActiveInWeeks(int least, int weeks)
    {
        var bits = CountedDays;
        int count = 0;
        for (int at = _words; at < bits.Length; at += _words)
        {
            if (ActiveWeeksOf(bits.Slice(at, _words), weeks, 0) >= least)
                count++;
        }

        return count;
    }

    /// <summary>Sum over the youngest weeks of the people active in each.</summary>
    public int PersonWeeks(int weeks)
    {
        var bits = CountedDays;
        int count = 0;
        for (int at = _words; at < bits.Length; at += _words)
            count += ActiveWeeksOf(bits.Slice(at, _words), weeks, 0);
        return count;
    }

    /// <summary>Sum over the youngest <paramref name="days"/> days of the people active on each.</summary>
    public int PersonDays(int days)
    {
        var bits = CountedDays;
        var window = new DayWindow(0, days, _words, stackalloc ulong[MostWords]);
        int count = 0;
        for (int at = _words; at < bits.Length; at += _words)
            count += window.Count(bits[at..]);
        return count;
    }

    public bool IsActive(int person, int days, int from = 0)
    {
        var bits = CountedDays;
        int at = person * _words;
        return at + _words <= bits.Length && new DayWindow(from, days, _words, stackalloc ulong[MostWords]).Meets(bits[at..]);
    }

    /// <summary>Active days of a person among the youngest <paramref name="days"/>, and the span from the first to the last of them.</summary>
    public (int Active, int Span) UseDays(int person, int days)
    {
        int active = 0, youngest = -1, oldest = -1;
        days = Math.Min(days, _days);
        for (int age = 0; age < days && person < _people.Length; age++)
        {
            if ((_useDays[(person * _words) + (age >> 6)] >> (age & 63) & 1) == 0)
                continue;
            active++;
            oldest = age;
            if (youngest < 0)
                youngest = age;
        }

        return (active, active == 0 ? 0 : oldest - youngest + 1);
    }

    /// <summary>Of consecutive weeks, the youngest ending <paramref name="skipDays"/> days before the last complete day, those with any activity.</summary>
    public int ActiveWeeks(int weeks, int skipDays = 0) => ActiveWeeksOf(_activeDays, weeks, skipDays);

    /// <summary>Of consecutive spans of so many days, the youngest ending with the last complete day, those with any activity.</summary>
    public int ActiveSpans(int spans, int days)
    {
        Span<ulong> masks = stackalloc ulong[MostWords];
        int count = 0;
        for (int span = 0; span < spans && span * days < _days; span++)
        {
            if (new DayWindow(span * days, days, _words, masks).Meets(_activeDays))
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

    private int ActiveWeeksOf(ReadOnlySpan<ulong> bits, int weeks, int skipDays)
    {
        const ulong week = 0b111_1111;
        int count = 0;
        for (int age = skipDays, left = weeks; left > 0 && age < _days; age += 7, left--)
        {
            int word = age >> 6, shift = age & 63;
            ulong days = bits[word] >> shift;
            if (shift > 57 && word + 1 < bits.Length)
                days |= bits[word + 1] << (64 - shift);
            count += (days & week) != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>The inner loop of every evaluation: few branches, no calls but the rare ones.</summary>
    /// <param name="run">Of one person and metric.</param>
    private void TakeActivity(ReadOnlySpan<UsageEntry> run, int asOf, bool isValue)
    {
        int ordinal = run[0].Person;
        if (ordinal >= _people.Length)
            Grow(ordinal);
        ref var person = ref _people[ordinal];
        var useDays = _useDays.AsSpan(ordinal * _words, _words);
        int last = Never;
        foreach (ref readonly var entry in run)
        {
            int age = End - entry.Day;
            if (entry.Day > asOf)
                continue;
            if (age >= 0)
            {
                _firstRow = Math.Min(_firstRow, entry.Day);
                NamesPeople |= ordinal > 0;
            }

            if (!(entry.Value > 0))
                continue;
            person.Mark(entry.Day, age);
            if (age < 0)
                continue;
            last = Math.Max(last, entry.Day);
            _firstActive = Math.Min(_firstActive, entry.Day);
            if (age >= _days)
                continue;
            ulong bit = 1UL << (age & 63);
            _activeDays[age >> 6] |= bit;
            useDays[age >> 6] |= bit;
            if (!isValue)
                continue;
            _valueByAge[age] += entry.Value;
            if (age < 180)
                person.Value180 += entry.Value;
            if (age < 90)
                person.Value90 += entry.Value;
        }

        if (last == Never)
            return;
        _lastActive = Math.Max(_lastActive, last);
        if (isValue)
            LastValueEvent = Math.Max(LastValueEvent, last);
        // Kept from 1, so that a fresh array says "never".
        ref int lastOfMetric = ref _lastOfMetric[run[0].Metric];
        lastOfMetric = Math.Max(lastOfMetric, last + 1);
    }

    private void TakeSightings(ReadOnlySpan<UsageEntry> run, int asOf)
    {
        int person = run[0].Person;
        if (person >= _people.Length)
            Grow(person);
        foreach (ref readonly var entry in run)
        {
            int age = End - entry.Day;
            if (entry.Day > asOf)
                continue;
            _people[person].Mark(entry.Day, age);
            if (age < 0)
                continue;

            MarkActive(entry.Day, age);
            _seenDays ??= new ulong[_useDays.Length];
            if (age < _days)
                _seenDays[(person * _words) + (age >> 6)] |= 1UL << (age & 63);
        }
    }

    private void TakeLevels(ReadOnlySpan<UsageEntry> run, int asOf, MetricTraits traits)
    {
        foreach (ref readonly var entry in run)
        {
            if (entry.Day > asOf || entry.Day > End)
                continue;
            _firstRow = Math.Min(_firstRow, entry.Day);
            if (traits != MetricTraits.None)
                TakeLevel(in entry, traits);
        }
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
        Array.Resize(ref _useDays, people * _words);
        if (_seenDays is not null)
            Array.Resize(ref _seenDays, people * _words);
    }
}
