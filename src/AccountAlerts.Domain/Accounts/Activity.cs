namespace AccountAlerts.Domain.Accounts;

/// <summary>What is known of an account's use as of a day, or why nothing is.</summary>
internal sealed class Activity
{
    private const int TrendAge = 14;

    private readonly AccountView _view;
    private readonly int _created;
    private MetricCourse? _events;
    private Dictionary<int, MetricCourse>? _courses;
    private Dictionary<int, FeatureUse>? _features;
    private MetricCourse? _logins;
    private MetricCourse? _keys;

    private Activity(AccountView view, UsageDigest? digest, string? whyMissing)
    {
        _view = view;
        Digest = digest;
        WhyMissing = whyMissing;
        _created = CreatedDay(view);
        if (digest is not null && whyMissing is null && _created > digest.End)
            WhyMissing = "newer than the last complete day of use";
    }

    /// <summary>Null if the account has no row of use and no sighting by the day. Present for a stale source too: who exists does not go stale.</summary>
    public UsageDigest? Digest { get; }

    /// <summary>Why signals of use have no value, in the reader's words; null if they have.</summary>
    public string? WhyMissing { get; }

    public static Activity Of(AccountView view)
    {
        var frame = view.Frame;
        var entries = view.Facts.Usage.Entries.Span;
        int asOf = frame.AsOf.DayNumber;
        bool rows = false, sightings = false;
        foreach (ref readonly var entry in entries)
        {
            if (entry.Day > asOf)
                continue;
            rows = entry.Metric != MetricTable.Sighting;
            sightings |= !rows;
            if (rows)
                break;
        }

        if (!rows && !sightings)
            return new Activity(view, null, Freshness.WhyMissing(frame[FactStream.Usage]) ?? Freshness.NotConnected);

        // Sightings alone come with the people, so the people's source says how far they can be trusted.
        var freshness = rows ? frame[FactStream.Usage] : frame[FactStream.People];
        int end = Math.Min(asOf, freshness.CompleteThrough?.DayNumber ?? asOf);
        int people = 0;
        foreach (var person in view.Facts.People)
            people = Math.Max(people, person.Ordinal);

        var digest = UsageDigest.Of(entries, frame.Metrics, people, asOf, end, CreatedDay(view));
        string? why = rows || freshness.Connected ? Freshness.WhyMissing(freshness) : null;
        if (why is null && digest.FirstRow == UsageDigest.Never && digest.LastActive == UsageDigest.Never)
            why = Freshness.NotConnected;
        return new Activity(view, digest, why);
    }

    /// <summary>The same as it was at the end of an earlier day.</summary>
    public UsageDigest DigestOn(int day) =>
        UsageDigest.Of(_view.Facts.Usage.Entries.Span, _view.Frame.Metrics, Digest!.People, day, day, _created);

    /// <summary>Days of a window that begins no earlier than the account: at most <paramref name="days"/>, at least one.</summary>
    public int Window(int days) => Math.Min(days, Digest!.End - _created + 1);

    /// <summary>Age of the oldest day that says anything of the account's habits: neither before it was created nor before its first row of use.</summary>
    public int OldestAge
    {
        get
        {
            int first = Digest!.FirstRow == UsageDigest.Never ? Digest.FirstActive : Digest.FirstRow;
            return Digest.End - Math.Max(_created, first);
        }
    }

    /// <summary>Weeks that the account had, a begun one included: at least one, at most so many.</summary>
    public int OwnWeeks(int most) => Math.Clamp((OldestAge + 7) / 7, 1, most);

    /// <summary>Why a change over time cannot be told of an account of that age; null if it can.</summary>
    public string? WhyNoTrend => WhyMissing ?? (_view.AgeDays < TrendAge ? "younger than 14 days" : null);

    public PersonHabits? HabitsOf(Person person) => Digest is null
        ? null
        : PersonHabits.Of(_view.Facts.Usage.Entries.Span, _view.Frame.Metrics, person.Ordinal, Digest.LastKnown(person.Ordinal), _created);

    /// <summary>What the youngest 14 days would hold if they were like the same weekdays of the up to eight weeks before.</summary>
    public double? ExpectedIn14Days(Func<int, double> valueByAge) => ExpectedIn(14, valueByAge);

    /// <summary>All value events by day.</summary>
    public MetricCourse CourseOfEvents => _events ??= MetricCourse.OfEvents(Digest!);

    /// <summary>Sign-ins and views by day.</summary>
    public MetricCourse CourseOfLogins => _logins ??= OfRole(traits => (traits & (MetricTraits.Activity | MetricTraits.ValueEvent)) == MetricTraits.Activity);

    /// <summary>All key features by day.</summary>
    public MetricCourse CourseOfKeyFeatures => _keys ??= OfRole(traits => (traits & MetricTraits.KeyFeature) != 0);

    /// <summary>The key features that were ever used; worked out when first asked for.</summary>
    public IReadOnlyDictionary<int, FeatureUse> Features =>
        _features ??= Digest is null ? [] : FeatureUse.Of(_view.Facts.Usage.Entries.Span, _view.Frame.Metrics, Digest.End, _created);

    /// <summary>One metric by day; worked out when first asked for.</summary>
    public MetricCourse CourseOf(int metric)
    {
        _courses ??= [];
        if (!_courses.TryGetValue(metric, out var course))
        {
            bool isGauge = _view.Frame.Metrics[metric].Kind == MetricKind.Gauge;
            _courses[metric] = course = MetricCourse.Of(_view.Facts.Usage.Entries.Span, metric, isGauge, Digest!);
        }

        return course;
    }

    /// <summary>What the youngest so many days would hold if they were like the same weekdays of the up to four times as many before.</summary>
    /// <param name="valueByAge">The value of the day of that age; nothing else is read.</param>
    /// <returns>Null if less than a week lies before them.</returns>
    public double? ExpectedIn(int recent, Func<int, double> valueByAge)
    {
        int days = Math.Min(Math.Min(4 * recent, UsageDigest.Days - recent), OldestAge - recent + 1);
        if (days < 7)
            return null;

        Span<double> sums = stackalloc double[7];
        Span<int> counts = stackalloc int[7];
        for (int age = recent + days - 1; age >= recent; age--)
        {
            sums[age % 7] += valueByAge(age);
            counts[age % 7]++;
        }

        double expected = 0;
        for (int weekday = 0; weekday < 7; weekday++)
            expected += DaysLike(weekday, recent) * sums[weekday] / counts[weekday];
        return Math.Round(expected, 9);
    }

    /// <summary>Of the youngest so many days, those of a weekday; weekdays are told apart by age alone.</summary>
    private static int DaysLike(int weekday, int days) => ((days - weekday - 1) / 7) + (days > weekday ? 1 : 0);

    private MetricCourse OfRole(Func<MetricTraits, bool> role) => MetricCourse.OfRole(_view.Facts.Usage.Entries.Span, _view.Frame.Metrics, role, Digest!);

    private static int CreatedDay(AccountView view) => view.CreatedOn?.DayNumber ?? int.MaxValue;
}
