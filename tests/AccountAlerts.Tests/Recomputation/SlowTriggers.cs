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

    private double RenewalIsNear => account.Segment switch { "enterprise" => 180, "mid-market" => 120, _ => 90 };

    private bool? AtLeast(string signal, double threshold) => account.Number(signal) is { } value ? value >= threshold : null;

    private bool? Above(string signal, double threshold) => account.Number(signal) is { } value ? value > threshold : null;

    private bool? AtMost(string signal, double threshold) => account.Number(signal) is { } value ? value <= threshold : null;

    private bool? Below(string signal, double threshold) => account.Number(signal) is { } value ? value < threshold : null;

    private bool? Is(string signal, double flag) => account.Number(signal) is { } value ? value == flag : null;

    private static bool IsTrue(bool? known) => known == true;

    private static string Word(bool? holds) => holds switch { true => "firing", false => "clear", null => "unknown" };
}
