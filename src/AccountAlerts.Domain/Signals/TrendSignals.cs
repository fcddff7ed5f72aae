using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Slow changes of use, sign-ins, seats and departments.</summary>
internal static class TrendSignals
{
    private const int MostWeeks = 8;

    /// <summary>Below so many a change in percent is chance.</summary>
    private const double LoginFloor = 20, WeekFloor = 20, SeatFloor = 5;

    private const int SeatDays = 30;

    private const string InvitesBlocked = "invites_blocked";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Usage("usage.falling_weeks", "weeks in a row with less use", Unit.Count,
            "How many of the last weeks had each fewer value events than the one before, 8 at most.", "9 weeks", "the account is younger than 14 days",
            (view, digest) => view.Activity.WhyNoTrend is { } why ? SignalValue.Missing(why) : SignalValue.Of(FallingWeeks(view, digest))),
        Define.Usage("usage.fall", "the fall of those weeks", Unit.Ratio,
            "Value events of the last week against those of the week before the fall began; 0% where the last week fell not.", "9 weeks",
            "the account is younger than 14 days; fewer than 20 events in the week before the fall", Fall),
        Define.Usage("usage.logins_change_14d", "change of sign-ins in 14 days", Unit.Ratio,
            "Sign-ins and views of 14 days against what the same weekdays of the eight weeks before let expect.", "10 weeks",
            "no sign-ins are recorded, the account is younger than 14 days, less than a week lies before, or fewer than 20 are expected", LoginsChange),
        Define.Usage("usage.key_per_person_28d", "key actions per person", Unit.Count, "Sum of key features over 28 days divided by the people active in them.",
            "28 days", "the account has never used a key feature, use is not recorded by person, or nobody was active", KeyPerPerson),
        Define.Account("seats.growth_30d", "growth of the seats taken", Unit.Ratio, "Seats taken against those of 30 days before.", "58 days",
            "fewer than 5 were taken 30 days before, or the account is younger", SeatGrowth),
        Define.Usage("seats.invites_blocked_28d", "invitations for which no seat was left", Unit.Count, "Sum of the metric invites_blocked over 28 days.",
            "28 days", "no such metric was ever told of", Invites),
        Define.Usage("departments.usual", "departments active before", Unit.Count, "Departments with an active person in the 90 days before the last 28.",
            "118 days", "no person has a department", UsualDepartments),
    ];

    private static double Week(UsageDigest digest, int week) => digest.ValueEvents(week * 7, (week * 7) + 6);

    private static int FallingWeeks(AccountView view, UsageDigest digest)
    {
        int weeks = 0;

        // The week before must be a whole one of the account's.
        while (weeks < MostWeeks && ((weeks + 2) * 7) <= view.Activity.OldestAge + 1 && Week(digest, weeks) < Week(digest, weeks + 1))
            weeks++;
        return weeks;
    }

    private static SignalValue Fall(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int weeks = FallingWeeks(view, digest);
        if (weeks == 0)
            return SignalValue.Of(0);
        double before = Week(digest, weeks);
        return before < WeekFloor ? SignalValue.Missing("too few events to tell a change") : Define.Ratio(Week(digest, 0) - before, before);
    }

    private static SignalValue LoginsChange(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        var course = view.Activity.CourseOfLogins;
        if (course.LastDay == UsageDigest.Never)
            return SignalValue.Missing("no sign-ins recorded");
        if (view.Activity.ExpectedIn14Days(course.At) is not { } expected)
            return SignalValue.Missing("less than a week to compare with");
        return expected < LoginFloor
            ? SignalValue.Missing("too few sign-ins to tell a change")
            : Define.Ratio(course.Sum(14) - expected, expected);
    }

    private static SignalValue KeyPerPerson(AccountView view, UsageDigest digest)
    {
        var course = view.Activity.CourseOfKeyFeatures;
        if (course.LastDay == UsageDigest.Never)
            return SignalValue.Missing("no key feature used so far");
        return PeopleSignals.ActivePeople(view, digest, 28) is { } people and > 0
            ? Define.Ratio(course.Sum(view.Activity.Window(28)), people)
            : SignalValue.Missing("nobody active in 28 days");
    }

    private static SignalValue SeatGrowth(AccountView view)
    {
        if (view.AgeDays < SeatDays)
            return SignalValue.Missing("younger than 30 days");
        var now = view.ReadFacts(SignalCatalogue.SeatsUsed);
        if (!now.Present)
            return now;
        double before = view.Activity is { WhyMissing: null, Digest: { } digest } && digest.SeatsUsed.Day != UsageDigest.Never && digest.End - digest.SeatsUsed.Day < 28
            ? view.Activity.CourseOf(view.Frame.Metrics.IndexOf(MetricTable.SeatsUsedName)!.Value).Latest(28, SeatDays) ?? 0
            : PeopleOn(view, view.AsOf.AddDays(-SeatDays));
        return before < SeatFloor ? SignalValue.Missing("too few seats taken 30 days before") : Define.Ratio(now.Number - before, before);
    }

    private static int PeopleOn(AccountView view, DateOnly day)
    {
        int people = 0;
        foreach (var person in view.People)
        {
            int known = view.Activity.Digest?.FirstKnown(person.Ordinal) ?? UsageDigest.Never;
            bool there = person.FirstSeen <= day || (known != UsageDigest.Never && known <= day.DayNumber);
            people += there && !(person.DeactivatedOn <= day) ? 1 : 0;
        }

        return people;
    }

    private static SignalValue Invites(AccountView view, UsageDigest digest) => view.Frame.Metrics.IndexOf(InvitesBlocked) is { } metric
        ? SignalValue.Of(Math.Round(view.Activity.CourseOf(metric).Sum(view.Activity.Window(28)), 9))
        : SignalValue.Missing("blocked invitations are not recorded");

    private static SignalValue UsualDepartments(AccountView view, UsageDigest digest) =>
        Define.Number(DepartmentHistory.Active(view, digest, 90, from: 28), "no departments given");
}
