using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals.Functions;

/// <summary>The functions over use.</summary>
internal static class UsageFunctions
{
    /// <summary>Below so many expected events, or people, a change in percent is chance.</summary>
    private const double EventFloor = 50, PeopleFloor = 5;

    private const string NoMetric = $"{Define.NoUse}; no use was ever told of the metric; it is a level";

    private const string NoTrend = "the account is younger than 14 days";

    public static IReadOnlyList<SignalFunction> All { get; } =
    [
        new("sum", "metric, 28d", FunctionTakes.Metric, 1, Unit.Count, "{0} in {1} days", "Sum of {0} over {1} days; a day without a row is 0.",
            NoMetric, Sum),
        new("latest", "metric, 28d", FunctionTakes.Metric, 1, Unit.Count, "latest {0}", "The latest value of the level {0} within {1} days.",
            $"{Define.NoUse}; no use was ever told of the metric; it is no level, or has no value in the window", Latest),
        new("people", "28d", FunctionTakes.MetricOrNothing, 1, Unit.Count, "people active in {1} days ({0})",
            "Distinct people with {0} in {1} days; with a metric, only those who have a value of it.", $"{Define.NoUse}; use is not recorded by person", People),
        new("per_person", "metric, 28d", FunctionTakes.Metric, 1, Unit.Count, "{0} per person in {1} days",
            "Sum of {0} over {1} days divided by the distinct people active in them.", $"{NoMetric}; nobody was active, or use is not recorded by person", PerPerson),
        new("baseline", "metric, 28d", FunctionTakes.Metric, 7, Unit.Count, "{0} usual in {1} days",
            "What {1} days would hold of {0} if they were like the same weekdays of the up to four times as many days before.",
            $"{NoMetric}; {NoTrend}, or less than a week lies before the window", Baseline),
        new("change", "metric, 28d", FunctionTakes.MetricOrPeople, 7, Unit.Ratio, "change of {0} in {1} days",
            "{0} of {1} days against the same weekdays of the up to four times as many days before; people against as many days before, on the same weekdays.",
            $"{NoMetric}; {NoTrend}; less than a week lies before, fewer than 50 events or 5 people are expected", Change),
        new("slope", "metric, 84d", FunctionTakes.MetricOrPeople, 21, Unit.Ratio, "weekly trend of {0} in {1} days",
            "The straight line through the whole weeks of {1} days of {0}: its rise per week as a share of the mean week.",
            $"{NoMetric}; {NoTrend}; the account has fewer than 3 whole weeks, or fewer than 50 events or 5 people a week", Slope),
        new("days_since", "metric", FunctionTakes.Metric, 0, Unit.Days, "days since {0}", "Days since the last day with {0}.",
            $"{NoMetric}; there was none so far", DaysSince),
        new("share", "metric, 28d", FunctionTakes.Metric, 1, Unit.Ratio, "share of {0} in {1} days",
            "Sum of {0} over {1} days divided by that of all value events.", $"{NoMetric}; it counts among no value events, or there were none", Share),
    ];

    private static SignalValue Sum(AccountView view, Measure? measure, int days) =>
        Counted(view, measure!, out var course, out string why) ? Rounded(course!.Sum(Window(view, days))) : SignalValue.Missing(why);

    private static SignalValue Latest(AccountView view, Measure? measure, int days)
    {
        if (measure!.CourseOf(view, out string why) is not { } course)
            return SignalValue.Missing(why);
        if (!course.IsGauge)
            return SignalValue.Missing($"{measure.Label} is counted, it is no level");
        return course.Latest(Window(view, days)) is { } value ? Rounded(value) : SignalValue.Missing($"no {measure.Label} in {days} days");
    }

    private static SignalValue People(AccountView view, Measure? measure, int days)
    {
        if (measure is null || measure.IsEvents)
        {
            if (view.Activity.WhyMissing is { } missing)
                return SignalValue.Missing(missing);
            return Define.Number(PeopleSignals.ActivePeople(view, view.Activity.Digest!, days), "use is not recorded by person");
        }

        if (measure.CourseOf(view, out string why) is not { } course)
            return SignalValue.Missing(why);
        return course.NamesPeople || course.LastDay == UsageDigest.Never
            ? SignalValue.Of(course.People(Window(view, days)))
            : SignalValue.Missing("use is not recorded by person");
    }

    private static SignalValue PerPerson(AccountView view, Measure? measure, int days)
    {
        if (!Counted(view, measure!, out var course, out string why))
            return SignalValue.Missing(why);
        if (PeopleSignals.ActivePeople(view, view.Activity.Digest!, days) is not { } people)
            return SignalValue.Missing("use is not recorded by person");
        return people > 0 ? Define.Ratio(course!.Sum(Window(view, days)), people) : SignalValue.Missing($"nobody active in {days} days");
    }

    private static SignalValue Baseline(AccountView view, Measure? measure, int days)
    {
        if (!Counted(view, measure!, out var course, out string why))
            return SignalValue.Missing(why);
        if (view.Activity.WhyNoTrend is { } young)
            return SignalValue.Missing(young);
        return Define.Number(view.Activity.ExpectedIn(days, course!.At), "less than a week to compare with");
    }

    private static SignalValue Change(AccountView view, Measure? measure, int days)
    {
        if (measure!.IsPeople)
            return ChangeOfPeople(view, days);
        var expected = Baseline(view, measure, days);
        if (!expected.Present)
            return expected;
        return expected.Number < EventFloor
            ? SignalValue.Missing("too few events to tell a change")
            : Define.Ratio(Sum(view, measure, days).Number - expected.Number, expected.Number);
    }

    private static SignalValue ChangeOfPeople(AccountView view, int days)
    {
        if (!ByPerson(view, out var digest, out string why))
            return SignalValue.Missing(why);

        // Whole weeks back, so that both windows have the same weekdays.
        int back = (days + 6) / 7 * 7;
        if (view.Activity.OldestAge + 1 < back + 7)
            return SignalValue.Missing("less than a week to compare with");
        int before = digest!.ActivePeople(days, from: back);
        return before < PeopleFloor
            ? SignalValue.Missing("too few people to tell a change")
            : Define.Ratio(digest.ActivePeople(Window(view, days)) - before, before);
    }

    private static SignalValue Slope(AccountView view, Measure? measure, int days)
    {
        Func<int, double> week;
        string why;
        if (measure!.IsPeople)
        {
            if (!ByPerson(view, out var digest, out why))
                return SignalValue.Missing(why);
            week = age => digest!.ActivePeople(7, from: age);
        }
        else
        {
            if (!Counted(view, measure, out var course, out why))
                return SignalValue.Missing(why);
            week = age => course!.Sum(7, age);
        }

        if (view.Activity.WhyNoTrend is { } young)
            return SignalValue.Missing(young);
        int weeks = Math.Min(days, view.Activity.OldestAge + 1) / 7;
        if (weeks < 3)
            return SignalValue.Missing("less than three weeks to compare");

        double middle = (weeks - 1) / 2.0, sum = 0, rise = 0, spread = 0;
        for (int at = weeks - 1; at >= 0; at--)
        {
            double value = week(at * 7), x = middle - at;
            sum += value;
            rise += x * value;
            spread += x * x;
        }

        double floor = measure.IsPeople ? PeopleFloor * weeks : EventFloor;
        return sum < floor ? SignalValue.Missing("too little use to tell a trend") : Define.Ratio(rise / spread, sum / weeks);
    }

    private static SignalValue DaysSince(AccountView view, Measure? measure, int days)
    {
        if (measure!.CourseOf(view, out string why) is not { } course)
            return SignalValue.Missing(why);
        return course.LastDay == UsageDigest.Never
            ? SignalValue.Missing($"no {measure.Label} so far")
            : SignalValue.Of(view.Activity.Digest!.End - course.LastDay);
    }

    private static SignalValue Share(AccountView view, Measure? measure, int days)
    {
        if (!Counted(view, measure!, out var course, out string why))
            return SignalValue.Missing(why);
        double all = view.Activity.CourseOfEvents.Sum(Window(view, days));
        double part = course!.Sum(Window(view, days));
        return all > 0 && part <= all * (1 + 1e-9)
            ? Define.Ratio(part, all)
            : SignalValue.Missing(all > 0 ? $"{measure!.Label} does not count among value events" : $"no value events in {days} days");
    }

    private static bool Counted(AccountView view, Measure measure, out MetricCourse? course, out string why)
    {
        course = measure.CourseOf(view, out why);
        if (course is { IsGauge: true })
        {
            why = $"{measure.Label} is a level; its days are no parts of a sum";
            course = null;
        }

        return course is not null;
    }

    private static bool ByPerson(AccountView view, out UsageDigest? digest, out string why)
    {
        digest = view.Activity.Digest;
        why = view.Activity.WhyNoTrend ?? (digest!.NamesPeople || digest.HasSightings ? "" : "use is not recorded by person");
        return why.Length == 0;
    }

    private static int Window(AccountView view, int days) => view.Activity.Window(days);

    private static SignalValue Rounded(double value) => SignalValue.Of(Math.Round(value, 9));
}
