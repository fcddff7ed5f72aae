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
        ["band-lost"] = (ForDays(2, then => then.Number("health.bands_lost_14d") is { } lost ? lost >= 1 : null), account.Word("health.band") == "critical" ? "high" : "medium"),
        ["no-champion"] = (ForDays(30, then => NoChampion(then)), "medium"),
        ["champion-left"] = (Word(AtMost("champion.left_days", 30)), "high"),
        ["one-person-carries"] = (Word(AtLeast("people.top_share_90d", 0.5) & AtLeast("people.value_people_90d", 5)), "medium"),
        ["slow-decline"] = (Word(AtLeast("usage.falling_weeks", 4) & AtMost("usage.change_4w", -0.1)), "medium"),
        ["logins-down-open-p1"] = (Word(AtLeast("tickets.open_p1", 1) & AtMost("people.change_14d", -0.2)), "critical"),
        ["shrank-to-one-department"] = (Word(Is("departments.active_28d", 1) & AtLeast("departments.before_90d", 2)), "high"),
        ["seat-growth"] = (Word(AtLeast("seats.used_change_30d", 0.25) & AtLeast("seats.used", 10)), "low"),
        ["feature-discovered"] = (Word(AtLeast("features.discovered_30d", 1)), "low"),
        ["feature-abandoned"] = (Word(AtLeast("features.abandoned_30d", 1)), "medium"),
        ["support-spike"] = (Word(AtLeast("tickets.opened_7d", 3) & AtLeast("tickets.spike", 3)), "high"),
        ["negative-sentiment"] = (Word(Is("tickets.negative_30d", 1)), "high"),
        ["detractor"] = (Word(AtMost("nps.latest", 6) & AtMost("nps.days_since", 30)), "high"),
        ["unhappy-after-ticket"] = (Word(AtLeast("tickets.unhappy_7d", 1)), "high"),
        ["invoice-overdue"] = (Word(Above("invoices.overdue_days", 15)), "medium"),
        ["revenue-per-user-dip"] = (Word(AtMost("revenue.per_person_change_90d", -0.1) & Below("account.arr_change_90d", 0)), "medium"),
        ["renewal-untouched"] = (Word(AtLeast("renewal.days_left", 0) & AtMost("renewal.days_left", 90) & AtLeast("touch.untouched_days", 30)), "high"),
        ["renewal-lapsed"] = (Word(AtLeast("renewal.lapsed_days", 7)), "medium"),
        ["executive-touch-stale"] = (account.Segment is null or "enterprise" ? "unknown" : "clear", "medium"),
        ["review-missed"] = (Word(AtLeast("touch.review_missed_days", 1) & AtMost("touch.review_missed_days", 30)), "medium"),
        ["onboarding-stuck"] = (Word(AtLeast("onboarding.days_late", 3)), "high"),
        ["first-value-late"] = (Word(Above("onboarding.first_value_days", 30) & Is("onboarding.first_value_reached", 0)), "high"),
        ["score-dropped"] = (Word(AtMost("health.change_14d", -10)), account.Word("health.band") switch { "critical" => "high", "at risk" => "medium", _ => "low" }),
        ["expansion-ready"] = (
            Word(AtLeast("health.score", 80) & AtLeast("departments.active_28d", 2) & AtLeast("seats.used_ratio", 0.8) & Is("tickets.open_p1", 0)), "low"),
        ["advocate-ready"] = (Word(AtLeast("nps.latest", 9) & AtLeast("features.used_28d", 2) & Is("tickets.open_p1", 0)), "low"),
        ["competitor-named"] = (Word(AtMost("context.competitor_days", 30)), "high"),
        ["customer-shakeup"] = (Word(AtMost("context.shakeup_days", 30)), "high"),
        ["unowned-account"] = (Word(Is("account.owned", 0) & AtLeast("account.age_days", 1)), "medium"),
        ["renewal-at-risk"] = (Word(Below("health.score", 50) & AtLeast("renewal.days_left", 0) & AtMost("renewal.days_left", RenewalIsNear)), "critical"),
    };

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

    private static bool? NoChampion(SlowAnswers then) =>
        (then.Number("champion.known") is { } known ? known == 0 : null) & (then.Number("account.age_days") is { } age ? age >= 60 : null);

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
