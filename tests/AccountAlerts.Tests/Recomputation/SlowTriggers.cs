namespace AccountAlerts.Tests.Recomputation;

/// <summary>The shipped triggers by hand. A missing number makes a comparison unknown (null), and <c>&amp;</c> and <c>|</c> of C# on those are Kleene's.</summary>
internal sealed class SlowTriggers(SlowAnswers account)
{
    /// <summary>State and severity of those triggers that are about the account as a whole.</summary>
    public IReadOnlyDictionary<string, (string State, string Severity)> OfTheAccount => new Dictionary<string, (string, string)>
    {
        ["champion-silent"] = (Word(ChampionSilent), IsTrue(Is("champion.named", 0)) || IsTrue(Is("people.colleagues_steady", 1)) ? "medium" : "high"),
        ["account-quiet"] = (Word(AtLeast("usage.silent_workdays", 10) & AtLeast("usage.active_weeks_8", 4)), "high"),
        ["usage-drop"] = (Word(AtMost("usage.change_14d", -0.4)), "high"),
        ["adoption-stuck"] = (Word(Below("adoption.ratio", 0.6) & Above("account.age_days", 90)), "medium"),
        ["multi-department-growth"] = (Word(AtLeast("departments.new_60d", 2)), "low"),
        ["seat-limit-near"] = (Word(AtLeast("seats.used_ratio", 0.9)), "low"),
        ["band-lost"] = (ForDays(2, BandLost), account.Word("health.band") == "critical" ? "high" : "medium"),
        ["no-champion"] = (ForDays(30, then => NoChampion(then)), "medium"),
        ["champion-left"] = (Word(AtMost("champion.changed_days", 30)), "high"),
        ["one-person-carries"] = (Word(AtLeast("people.top_share_90d", 0.5) & AtLeast("people.active_90d", 5)), "medium"),
        ["slow-decline"] = (Word(AtLeast("usage.falling_weeks", 4) & AtMost("usage.fall", -0.1)), "medium"),
        ["logins-down-open-p1"] = (Word(AtLeast("tickets.open_p1", 1) & AtMost("usage.logins_change_14d", -0.2)), "critical"),
        ["shrank-to-one-department"] = (Word(Is("departments.active_28d", 1) & AtLeast("departments.usual", 2)), "high"),
        ["seat-growth"] = (Word(AtLeast("seats.growth_30d", 0.25) & AtLeast("seats.used", 10)), "low"),
        ["support-spike"] = (Word(AtLeast("tickets.opened_7d", 3) & AtLeast("tickets.opened_vs_usual", 3)), "high"),
        ["negative-sentiment"] = (Word(AtLeast("tickets.sentiment_count_30d", 3) & Below("tickets.sentiment_30d", -0.3)), "high"),
        ["detractor"] = (Word(AtMost("nps.latest", 6) & AtMost("nps.answered_days", 30)), "high"),
        ["unhappy-after-ticket"] = ("clear", "high"),
        ["invoice-overdue"] = (Word(Above("invoices.overdue_days", 15)), "medium"),
        ["revenue-per-user-dip"] = (Word(AtMost("account.arpu_change_90d", -0.1) & Below("account.arr_change_365d", 0)), "medium"),
        ["renewal-untouched"] = (Word(AtLeast("renewal.days_left", 0) & AtMost("renewal.days_left", 90) & AtLeast("touch.untouched_days", 30)), "high"),
        ["renewal-lapsed"] = (Word(AtLeast("renewal.unrecorded_days", 7)), "medium"),
        ["executive-touch-stale"] = (account.Segment is null or "enterprise" ? "unknown" : "clear", "medium"),
        ["review-missed"] = (Word(AtLeast("touch.review_missed_days", 1) & AtMost("touch.review_missed_days", 30)), "medium"),
        ["onboarding-stuck"] = (Word(AtLeast("onboarding.days_late", 3)), "high"),
        ["first-value-late"] = (Word(Above("onboarding.first_value_days", 30) & Is("onboarding.first_value_reached", 0)), "high"),
        ["score-dropped"] = (Word(AtMost("health.change_14d", -10) & SameBand), account.Word("health.band") switch { "critical" => "high", "at risk" => "medium", _ => "low" }),
        ["expansion-ready"] = (
            Word(AtLeast("health.score", 80) & AtLeast("departments.active_28d", 2) & AtLeast("seats.used_ratio", 0.8) & Is("tickets.open_p1", 0)), "low"),
        ["advocate-ready"] = (Word(AtLeast("nps.latest", 9) & AtLeast("features.used_28d", 2) & Is("tickets.open_p1", 0)), "low"),
        ["competitor-named"] = (Word(AtMost("context.competitor_days", 30)), "high"),
        ["customer-shakeup"] = (Word(AtMost("context.shakeup_days", 30)), "high"),
        ["unowned-account"] = (Word(Is("account.owned", 0) & AtLeast("account.age_days", 1)), "medium"),
        ["renewal-at-risk"] = (Word(Below("health.score", 50) & AtLeast("renewal.days_left", 0) & AtMost("renewal.days_left", RenewalIsNear)), "critical"),
    };

    /// <summary>Lines of the triggers that ask about each feature: those for which it holds, else one about the account.</summary>
    public IEnumerable<(string Trigger, string Subject, string State, string Severity)> OfFeatures =>
    [
        .. EachFeature("feature-discovered", "low", use => (use.ThirdPersonDays is { } days ? days <= 30 : null) & AtLeast("account.age_days", 60)),
        .. EachFeature("feature-abandoned", "medium", use =>
            (use.DaysUnused is { } unused ? unused is >= 30 and < 60 : null) & (use.PeopleBefore is { } people ? people >= 2 : null)),
    ];

    /// <summary>Ids of the people who made a fifth of the value events and were deactivated within 30 days.</summary>
    public IEnumerable<string> PowerUsersDeactivated => RecentlyDeactivated.Where(person => account.ShareOf90Days(person) >= 0.2).Select(person => person.Id);

    /// <summary>What is said of the account if there are none of those.</summary>
    public string WithoutPowerUsers => RecentlyDeactivated.Any(person => account.ShareOf90Days(person) is null) ? "unknown" : "clear";

    private IEnumerable<PlainPerson> RecentlyDeactivated =>
        account.KnownPeople.Where(person => account.IsDeactivated(person) && account.DaysSinceDeactivated(person) <= 30);

    private bool? ChampionSilent =>
        (AtLeast("champion.silent_workdays", 14)
            | (AtLeast("champion.silent_workdays", 7) & AtLeast("account.seats", 50) & Is("champion.thin_history", 0)))
        & AtLeast("champion.silence_vs_usual", 2);

    private IEnumerable<(string Trigger, string Subject, string State, string Severity)> EachFeature(string trigger, string severity, Func<SlowFeature, bool?> holds)
    {
        List<SlowFeature> features = [.. account.Features];
        return features.Where(use => holds(use) == true).Select(use => (trigger, use.Metric, "firing", severity))
            .DefaultIfEmpty((trigger, account.Id, features.Exists(use => holds(use) is null) ? "unknown" : "clear", severity));
    }

    private bool? SameBand => account.Word("health.band") is { } now && account.Word("health.band_14d_ago") is { } then ? now == then : null;

    private static bool? BandLost(SlowAnswers then)
    {
        bool? Is(string signal, string band) => then.Word(signal) is { } word ? word == band : null;
        return (then.Number("health.change_14d") is { } points ? points < 0 : null)
            & ((Is("health.band_14d_ago", "healthy") & !Is("health.band", "healthy")) | (Is("health.band_14d_ago", "at risk") & Is("health.band", "critical")));
    }

    private static bool? NoChampion(SlowAnswers then) =>
        (then.Number("champion.exists") is { } known ? known == 0 : null) & (then.Number("account.age_days") is { } age ? age >= 60 : null);

    /// <summary>True at the end of so many days in a row, today being one; days of which nothing is known count neither way, for a month.</summary>
    private string ForDays(int days, Func<SlowAnswers, bool?> holds)
    {
        if (holds(account) is not true)
            return Word(holds(account));
        int held = 0;
        for (int back = 0; back <= days - 1 + 30 && account.DaysBack(back) is { } then; back++)
        {
            if (holds(then) == false)
                break;
            held += holds(then) == true ? 1 : 0;
            if (held == days)
                return "firing";
        }

        return "pending";
    }

    private double RenewalIsNear => account.Segment switch { "enterprise" => 180, "mid-market" => 120, _ => 90 };

    private bool? AtLeast(string signal, double threshold) => account.Number(signal) is { } value ? value >= threshold : null;

    private bool? Above(string signal, double threshold) => account.Number(signal) is { } value ? value > threshold : null;

    private bool? AtMost(string signal, double threshold) => account.Number(signal) is { } value ? value <= threshold : null;

    private bool? Below(string signal, double threshold) => account.Number(signal) is { } value ? value < threshold : null;

    private bool? Is(string signal, double flag) => account.Number(signal) is { } value ? value == flag : null;

    private static bool IsTrue(bool? known) => known == true;

    private static string Word(bool? holds) => holds switch { true => "firing", false => "clear", null => "unknown" };
}
