using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>Where use is going: how it moves from week to week, who carries it, what is new in it and what was given up.</summary>
internal static class MovementSignals
{
    /// <summary>Below so many events, or person-days, a change in percent is chance.</summary>
    private const double WeeklyFloor = 25;

    private const double PersonDaysFloor = 10;

    private const int WeeksLookedAt = 12;

    private const int NewFeatureDays = 30;

    private const int FewestDiscoverers = 3;

    private const string NotByPerson = "use is not recorded by person";

    public static IEnumerable<Signal> All { get; } =
    [
        Usage("usage.falling_weeks", "weeks of falling use in a row", Unit.Count,
            "How many of the latest weeks in a row each held fewer value events than the week before it.", "12 weeks", "the account is younger than 14 days", FallingWeeks),
        Usage("usage.change_4w", "change of use in four weeks", Unit.Ratio, "Value events of the last 7 days against the 7 days four weeks before.", "5 weeks",
            "the account is younger than five weeks, or the earlier week held fewer than 25 events", ChangeInFourWeeks),
        Usage("people.change_14d", "change of sign-ins in 14 days", Unit.Ratio,
            "Days on which people were active, added up over the people, of 14 days against what the up to eight whole weeks before let expect.", "10 weeks",
            $"{NotByPerson}, less than a week of use lies before the 14 days, or fewer than 10 are expected", ChangeOfPeople),
        Usage("people.top_share_90d", "share of the most active person", Unit.Ratio, "Share of the value events of 90 days that one person made.", "90 days",
            $"{NotByPerson}, or there were no value events", TopShare),
        Usage("people.value_people_90d", "people who get work done", Unit.Count, "Distinct people who made any value event in 90 days.", "90 days", NotByPerson,
            (view, digest) => digest.NamesPeople ? SignalValue.Of(PeopleWithValue(view, digest).Count()) : SignalValue.Missing(NotByPerson)),
        Usage("departments.before_90d", "departments active before", Unit.Count,
            "Departments with an active person in the 90 days before the last 28; those of today's people.", "118 days", "no person has a department", DepartmentsBefore),
        Usage("features.discovered_30d", "key features discovered", Unit.Count,
            "Key features first used within 30 days, by at least three people, after the account's first 30 days of use.", "30 days",
            "the account has never used a key feature", Discovered),
        Usage("features.abandoned_30d", "key features given up", Unit.Count,
            "Key features used over four weeks or more, last used 30 to 59 days ago.", "60 days", "the account has never used a key feature", Abandoned),
        Account("seats.used_change_30d", "change of the seats taken in 30 days", Unit.Ratio, "Seats taken against those taken 30 days before; 25% is a quarter more.",
            "58 days", "the seats taken are not known for both days, or nobody took one then", SeatsChange),
        Usage("revenue.per_person", "revenue per active person", Unit.Money, "Annual recurring revenue divided by the people active in 28 days.", "28 days",
            "no source gives ARR, or nobody was active", (view, digest) => Number(PerPerson(view.Arr, digest, 0), "no ARR, or nobody active")),
        Usage("revenue.per_person_change_90d", "change of the revenue per active person", Unit.Ratio,
            "Revenue per active person against what it was 90 days before; -10% is a tenth less.", "118 days", "it is not known for both days", PerPersonChange),
    ];

    private static SignalValue FallingWeeks(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int weeks = Math.Min(WeeksLookedAt, (view.Activity.OldestAge + 1) / 7);
        int falling = 0;
        while (falling + 1 < weeks && Week(digest, falling) < Week(digest, falling + 1))
            falling++;
        return SignalValue.Of(falling);
    }

    private static SignalValue ChangeInFourWeeks(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        if (view.Activity.OldestAge + 1 < 35)
            return SignalValue.Missing("younger than five weeks");
        double before = Week(digest, 4);
        return before < WeeklyFloor ? SignalValue.Missing("too few events to tell a change") : Ratio(Week(digest, 0) - before, before);
    }

    /// <summary>Value events of a week; 0 is the last 7 days.</summary>
    private static double Week(UsageDigest digest, int week) => Math.Round(digest.ValueEvents(week * 7, (week * 7) + 6), 9);

    private static SignalValue ChangeOfPeople(AccountView view, UsageDigest digest)
    {
        if (!digest.NamesPeople && !digest.HasSightings)
            return SignalValue.Missing(NotByPerson);
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        // Whole weeks, so that both sides have the same weekdays.
        int weeks = Math.Min(8, (view.Activity.OldestAge + 1 - 14) / 7);
        if (weeks < 1)
            return SignalValue.Missing("less than a week to compare with");
        double expected = 2.0 * digest.PersonDays(weeks * 7, from: 14) / weeks;
        return expected < PersonDaysFloor ? SignalValue.Missing("too few people to tell a change") : Ratio(digest.PersonDays(14) - expected, expected);
    }

    private static SignalValue TopShare(AccountView view, UsageDigest digest)
    {
        if (!digest.NamesPeople)
            return SignalValue.Missing(NotByPerson);
        double all = digest.ValueEvents(0, 89);
        Person? top = null;
        foreach (var person in PeopleWithValue(view, digest))
        {
            if (top is null || digest.Value90(person.Ordinal) > digest.Value90(top.Ordinal))
                top = person;
        }

        return top is null || !(all > 0) ? SignalValue.Missing("no use in 90 days") : Ratio(digest.Value90(top.Ordinal), all, top.Label);
    }

    private static IEnumerable<Person> PeopleWithValue(AccountView view, UsageDigest digest) =>
        view.Facts.People.Where(person => digest.Value90(person.Ordinal) > 0);

    private static SignalValue DepartmentsBefore(AccountView view, UsageDigest digest)
    {
        HashSet<string>? active = null;
        foreach (var person in view.Facts.People)
        {
            if (view.DepartmentOf(person) is not { } department)
                continue;
            active ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            if (digest.IsActive(person.Ordinal, 90, from: 28))
                active.Add(department);
        }

        return active is null ? SignalValue.Missing("no departments given") : SignalValue.Of(active.Count);
    }

    private static SignalValue Discovered(AccountView view, UsageDigest digest)
    {
        if (digest.KeyFeatures(view.Frame.Metrics, 1) is null)
            return SignalValue.Missing("no key feature used so far");
        var found = KeyFeatures(view, digest)
            .Where(metric => digest.DaysOfMetric(metric).First is var first && digest.End - first < NewFeatureDays && first - digest.FirstActive >= NewFeatureDays
                && UsersOf(view, metric, digest.End) >= FewestDiscoverers)
            .ToList();
        return SignalValue.Of(found.Count, LabelsOf(view, found));
    }

    private static SignalValue Abandoned(AccountView view, UsageDigest digest)
    {
        if (digest.KeyFeatures(view.Frame.Metrics, 1) is null)
            return SignalValue.Missing("no key feature used so far");
        var found = KeyFeatures(view, digest)
            .Where(metric => digest.DaysOfMetric(metric) is var (first, last) && digest.End - last is >= 30 and < 60 && last - first >= 28)
            .ToList();
        return SignalValue.Of(found.Count, LabelsOf(view, found));
    }

    private static IEnumerable<int> KeyFeatures(AccountView view, UsageDigest digest) => Enumerable.Range(0, view.Frame.Metrics.Metrics.Count)
        .Where(metric => view.Frame.Metrics[metric] is { Role: MetricRole.Key, Kind: MetricKind.Count } && digest.DaysOfMetric(metric).Last != UsageDigest.Never);

    private static string? LabelsOf(AccountView view, List<int> metrics) =>
        metrics.Count == 0 ? null : string.Join(", ", metrics.Select(metric => view.Frame.Metrics[metric].Label).Order(StringComparer.Ordinal));

    /// <summary>A pass of its own, taken only where something is new.</summary>
    private static int UsersOf(AccountView view, int metric, int end)
    {
        var people = new HashSet<int>();
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if (entry.Metric == metric && entry.Day <= end && entry.Value > 0 && entry.Person > 0)
                people.Add(entry.Person);
        }

        return people.Count;
    }

    private static SignalValue SeatsChange(AccountView view)
    {
        var now = view.ReadFacts(SignalCatalogue.SeatsUsed);
        if (!now.Present)
            return now;
        var day = view.AsOf.AddDays(-30);
        double? before = view.Activity is { WhyMissing: null, Digest: { } digest } && PeopleSignals.HasFreshGauge(digest)
            ? GaugeAt(view, digest.End - 30)
            : view.People.Count(person => SinceOf(view, person) <= day && !(person.DeactivatedOn <= day));
        return before > 0 ? Ratio(now.Number - before.Value, before.Value) : SignalValue.Missing("the seats taken 30 days ago are not known");
    }

    /// <summary>The gauge as it stood on a day: the sum of the latest day with rows of the 28 up to it.</summary>
    private static double? GaugeAt(AccountView view, int day)
    {
        var level = GaugeLevel.None;
        var traits = view.Frame.Metrics.Traits;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if (entry.Day <= day && entry.Day > day - 28 && (uint)entry.Metric < (uint)traits.Length && (traits[entry.Metric] & MetricTraits.SeatsUsed) != 0)
                level = level.With(entry.Day, entry.Value);
        }

        return level.Day == UsageDigest.Never ? null : level.Value;
    }

    /// <summary>Since when a person is known.</summary>
    private static DateOnly? SinceOf(AccountView view, Person person)
    {
        DateOnly? used = view.Activity.Digest?.FirstKnown(person.Ordinal) is { } day and not UsageDigest.Never ? DateOnly.FromDayNumber(day) : null;
        return person.FirstSeen is { } seen && !(used < seen) ? seen : used;
    }

    private static SignalValue PerPersonChange(AccountView view, UsageDigest digest)
    {
        if (view.Activity.OldestAge + 1 < 90 + 28)
            return SignalValue.Missing("not long enough a customer to compare");
        double? now = PerPerson(view.Arr, digest, 0);
        double? before = PerPerson(AccountColumns.Of(view.Facts, view.AsOf.AddDays(-90)).Arr, digest, 90);
        return now is not null && before > 0 ? Ratio(now.Value - before.Value, before.Value) : SignalValue.Missing("no ARR, or nobody active, on one of the days");
    }

    private static double? PerPerson(double? arr, UsageDigest digest, int from) =>
        arr is { } amount && (digest.NamesPeople || digest.HasSightings) && digest.ActivePeople(28, from) is > 0 and var people ? Math.Round(amount / people, 9) : null;
}
