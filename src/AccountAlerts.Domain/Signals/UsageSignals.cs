using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>How regularly, how much and how broadly the product is used.</summary>
internal static class UsageSignals
{
    /// <summary>Below so many expected events a change in percent is chance.</summary>
    private const double ChangeFloor = 50;

    private const string TooShort = "the account is younger than 14 days, or less than a week of use lies before the 14 days";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Usage("usage.weeks_active_26", "weeks with use of the last 26", Unit.Count, "Of the last 26 weeks, those with any activity.",
            "26 weeks", null, (view, digest) => SignalValue.Of(digest.ActiveWeeks(26))),
        Define.Usage("usage.regularity", "weeks with use", Unit.Ratio,
            "Weeks with any activity divided by the weeks that the account had, 26 at most; an account's own weeks begin with its first row of use, and a begun week counts.",
            "26 weeks", "the account is younger than 14 days", Regularity),
        Define.Usage("usage.regularity_12m", "months with use", Unit.Ratio,
            "Months of 30 days with any activity divided by the months that the account had, 12 at most; an account's own months begin with its first row of use, and a begun month counts.",
            "360 days", "the account is younger than 14 days", RegularityOverAYear),
        Define.Usage("usage.stickiness", "daily use by monthly users", Unit.Ratio,
            "People active on an average day divided by people active in 28 days.", "28 days",
            "use is not recorded by person, or nobody was active", Stickiness),
        Define.Usage("usage.value_events_28d", "value events in 28 days", Unit.Count, "Sum of counted metrics, sign-ins and views left out.", "28 days",
            null, (view, digest) => Sum(view, digest, 28)),
        Define.Usage("usage.recent_14d", "value events in 14 days", Unit.Count, "Sum of counted metrics, sign-ins and views left out.", "14 days",
            null, (view, digest) => Sum(view, digest, 14)),
        Define.Usage("usage.expected_14d", "value events usual in 14 days", Unit.Count,
            "What 14 days would hold if they were like the same weekdays of the eight weeks before them.", "8 weeks before the last 14 days", TooShort,
            (view, _) => Expected(view)),
        Define.Usage("usage.change_14d", "change of use in 14 days", Unit.Ratio,
            "Value events of 14 days against what the same weekdays of the eight weeks before let expect; -40% is a drop by 40 of 100.",
            "10 weeks", $"{TooShort}; fewer than 50 events are expected", Change),
        Define.Usage("usage.change_13w", "change of use in a quarter", Unit.Ratio,
            "Value events of 13 weeks against what the up to 39 whole weeks before let expect; -40% is a drop by 40 of 100.", "52 weeks",
            "the account is younger than 14 days, less than 4 weeks of use lie before the 13 weeks, or fewer than 50 events are expected", ChangeInAQuarter),
        Define.Usage("usage.change_worst", "use against their own past", Unit.Ratio,
            "The lower of two changes: that of 14 days against the eight weeks before, and that of 13 weeks against the up to 39 before.", "52 weeks",
            "both usage.change_14d and usage.change_13w are missing", WorstChange),
        Define.Usage("usage.silent_workdays", "working days without any use", Unit.Days, "Days from Monday to Friday since anybody was active.",
            "all time", "nobody was ever active", SilentWorkdays),
        Define.Usage("usage.active_weeks_8", "active weeks before the silence", Unit.Count,
            "Of the eight weeks that end with the last active day, those with any activity.", "8 weeks up to the last active day",
            "nobody was ever active", ActiveWeeks),
        Define.Usage("features.used_28d", "key features used", Unit.Count, "Distinct key features with any use in 28 days.", "28 days",
            "the account has never used a key feature", FeaturesUsed),
    ];

    private static SignalValue Regularity(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int weeks = view.Activity.OwnWeeks(26);
        return Define.Ratio(digest.ActiveWeeks(weeks), weeks);
    }

    private static SignalValue RegularityOverAYear(AccountView view, UsageDigest digest)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int months = Math.Clamp((view.Activity.OldestAge + 30) / 30, 1, 12);
        return Define.Ratio(digest.ActiveSpans(months, 30), months);
    }

    private static SignalValue Stickiness(AccountView view, UsageDigest digest)
    {
        int days = view.Activity.Window(28);
        int people = digest.ActivePeople(days);
        if (people > 0)
            return Define.Ratio((double)digest.PersonDays(days) / days, people);
        return SignalValue.Missing(digest.NamesPeople || digest.HasSightings ? "nobody active in 28 days" : "use is not recorded by person");
    }

    private static SignalValue Sum(AccountView view, UsageDigest digest, int days) =>
        SignalValue.Of(Math.Round(digest.ValueEvents(0, view.Activity.Window(days) - 1), 9));

    private static SignalValue Expected(AccountView view)
    {
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        return Define.Number(view.Activity.ExpectedIn14Days(view.Activity.Digest!.ValueEventsAt), "less than a week to compare with");
    }

    private static SignalValue Change(AccountView view, UsageDigest digest)
    {
        var expected = view.ReadFacts(SignalCatalogue.Expected14Days);
        if (!expected.Present)
            return expected;
        if (expected.Number < ChangeFloor)
            return SignalValue.Missing("too few events to tell a change");
        return Define.Ratio(view.ReadFacts(SignalCatalogue.Recent14Days).Number - expected.Number, expected.Number);
    }

    private static SignalValue ChangeInAQuarter(AccountView view, UsageDigest digest)
    {
        const int quarter = 13 * 7;
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int weeks = Math.Min(39, (view.Activity.OldestAge + 1 - quarter) / 7);
        if (weeks < 4)
            return SignalValue.Missing("less than four weeks to compare with");
        double expected = Math.Round(13 * digest.ValueEvents(quarter, quarter + (weeks * 7) - 1) / weeks, 9);
        return expected < ChangeFloor
            ? SignalValue.Missing("too few events to tell a change")
            : Define.Ratio(digest.ValueEvents(0, quarter - 1) - expected, expected);
    }

    private static SignalValue WorstChange(AccountView view, UsageDigest digest)
    {
        var weeks = view.ReadFacts(SignalCatalogue.Change14Days);
        var quarter = view.ReadFacts(SignalCatalogue.Change13Weeks);
        return !quarter.Present || (weeks.Present && weeks.Number < quarter.Number) ? weeks : quarter;
    }

    private static SignalValue SilentWorkdays(AccountView view, UsageDigest digest) => digest.LastActive == UsageDigest.Never
        ? SignalValue.Missing("nobody active so far")
        : SignalValue.Of(Workdays.Between(digest.LastActive, digest.End, Workdays.MondayToFriday));

    private static SignalValue ActiveWeeks(AccountView view, UsageDigest digest)
    {
        if (digest.LastActive == UsageDigest.Never)
            return SignalValue.Missing("nobody active so far");

        int silent = digest.End - digest.LastActive;
        if (silent + 56 > UsageDigest.Days)
        {
            // The digest keeps half a year; an older end is looked at as it was on that day.
            digest = view.Activity.DigestOn(digest.LastActive);
            silent = 0;
        }

        return SignalValue.Of(digest.ActiveWeeks(8, silent));
    }

    private static SignalValue FeaturesUsed(AccountView view, UsageDigest digest) =>
        Define.Number(digest.KeyFeatures(view.Frame.Metrics, view.Activity.Window(28)), "no key feature used so far");
}
