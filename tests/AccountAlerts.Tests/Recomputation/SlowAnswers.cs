namespace AccountAlerts.Tests.Recomputation;

/// <summary>One feature as one account uses it.</summary>
internal sealed record SlowFeature(string Metric, int? DaysUnused, int? ThirdPersonDays, int? PeopleBefore, int? PeopleNow, double? Events);

/// <summary>
/// One account as of one day, worked out the slow and obvious way from the rows of the sample folder: every signal is one sentence over plain
/// lists. It shares no code with the product, so that where the two agree both are right, or wrong in the same way twice.
/// </summary>
internal sealed partial class SlowAnswers
{
    /// <summary>What only streams that the folder does not have could say.</summary>
    public static readonly string[] NotInTheFolder =
    [
        "account.lifecycle", "departments.active_28d", "departments.new_60d", "tickets.open_p1", "tickets.opened_7d", "nps.latest",
        "invoices.overdue_days", "touch.days_since", "onboarding.days_late",
        "onboarding.first_value_days", "champion.named_silent_workdays", "renewal.auto", "opportunity.renewal_close_days", "opportunity.expansions_open",
        "usage.logins_change_14d", "seats.invites_blocked_28d", "departments.usual", "champion.changed_days", "champion.moved_days", "executive.changed_days", "executive.days_silent",
        "tickets.open", "tickets.escalated_open", "tickets.oldest_p1_days", "tickets.opened_28d", "tickets.usual_7d", "tickets.opened_vs_usual",
        "tickets.sentiment_30d", "tickets.sentiment_count_30d", "tickets.csat_90d", "tickets.lowest_csat_7d", "tickets.days_to_close_90d",
        "nps.answered_days", "nps.change", "csat.latest", "csat.change", "ces.latest", "invoices.overdue_amount", "invoices.paid_late_days",
        "touch.untouched_days", "touch.executive_days", "touch.review_days", "touch.review_missed_days", "touch.reply_hours_90d",
        "team.sentiment", "team.sentiment_days", "context.competitor_days", "context.shakeup_days", "context.shakeup", "onboarding.first_value_reached", "context.budget_cut_days", "context.growth_days", "context.expansion_interest_days", "context.request_days",
    ];

    private static readonly DayOfWeek[] MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private readonly PlainAccount _account;
    private readonly List<PlainHistory> _history;
    private readonly List<PlainPerson> _people;
    private readonly List<PlainUse> _use;
    private readonly List<PlainOutcome> _outcomes;
    private readonly DateOnly _day;
    private readonly DateOnly _end;
    private readonly bool _useIsKnown;
    private readonly string? _champion;
    private readonly List<PlainUse> _championsUse;
    private readonly PlainFolder _folder;
    private SlowHealth? _health;
    private SlowAnswers? _before;

    public SlowAnswers(PlainFolder folder, string account, DateOnly day)
    {
        _folder = folder;
        _account = folder.Accounts.Single(row => row.Id == account);
        _history = [.. folder.History.Where(row => row.Account == account && row.On <= day).OrderBy(row => row.On)];
        _people = [.. folder.People.Where(row => row.Account == account)];
        _outcomes = [.. folder.Outcomes.Where(row => row.Account == account)];
        _use = [.. folder.Usage.Where(row => row.Account == account && row.Day <= day)];
        _day = day;

        // Use is complete through the newest day that any account has a row for; after 14 more days without one it is late, not silent.
        _end = folder.Usage.Where(row => row.Day <= day).Select(row => row.Day).DefaultIfEmpty(DateOnly.MinValue).Max();
        _useIsKnown = _use.Count > 0 && DaysBetween(_end, day) <= 14;
        _champion = _useIsKnown ? MostActivePerson() : null;
        _championsUse = [.. _use.Where(row => row.Person == _champion)];
    }

    public bool Exists => _account.CreatedOn <= _day;

    public string Id => _account.Id;

    /// <summary>The same account so many days before; null before it existed.</summary>
    public SlowAnswers? DaysBack(int days) => _account.CreatedOn > _day.AddDays(-days) ? null : days == 0 ? this : new SlowAnswers(_folder, _account.Id, _day.AddDays(-days));

    /// <summary>Everything that was ever used; what of it is missing is null.</summary>
    public IEnumerable<SlowFeature> Features => _use.Where(row => row.Value != 0).GroupBy(row => row.Metric).Select(feature =>
    {
        List<DateOnly> firsts = [.. feature.GroupBy(row => row.Person).Select(person => person.Min(row => row.Day)).Order()];
        return new SlowFeature(
            feature.Key, _useIsKnown ? DaysBetween(feature.Max(row => row.Day), _end) : null,
            _useIsKnown && firsts.Count >= 3 ? DaysBetween(firsts[2], _end) : null,
            _useIsKnown ? feature.Where(row => row.Day >= _account.CreatedOn && row.Day <= _end.AddDays(-30) && row.Day > _end.AddDays(-120)).Select(row => row.Person).Distinct().Count() : null,
            _useIsKnown ? feature.Where(row => row.Day >= _account.CreatedOn && row.Day > _end.AddDays(-28)).Select(row => row.Person).Distinct().Count() : null,
            _useIsKnown ? feature.Where(row => row.Day >= _account.CreatedOn && row.Day > _end.AddDays(-28)).Sum(row => row.Value) : null);
    });

    public string? Segment => _history.Select(row => row.Segment).LastOrDefault(known => known is not null) ?? _account.Segment;

    public string? Owner => _history.Select(row => row.Owner).LastOrDefault(known => known is not null);

    public int? Seats => _history.Select(row => row.Seats).LastOrDefault(known => known is not null);

    public double? Arr => _history.Select(row => row.Arr).LastOrDefault(known => known is not null);

    public DateOnly? RenewalOn => _history.Select(row => row.RenewalOn).LastOrDefault(known => known is not null);

    public SlowHealth Health => _health ??= new SlowHealth(Number);

    /// <summary>The value of a signal that is a word; null if it is missing.</summary>
    public string? Word(string signal) => signal switch
    {
        "account.segment" => Segment,
        "health.band" => Health.Band,
        "health.band_14d_ago" => Before.Exists ? Before.Health.Band : null,
        _ when NotInTheFolder.Contains(signal) => null,
        _ => throw Unknown(signal),
    };

    /// <summary>The value of a signal that is a number or a flag (1 or 0); null if it is missing.</summary>
    public double? Number(string signal)
    {
        switch (signal)
        {
            case "account.arr":
                return Arr;
            case "account.seats":
                return Seats;
            case "account.age_days":
                return Age;
            case "renewal.days_left":
                return RenewalOn is { } renewal ? DaysBetween(_day, renewal) : null;
            case "health.score":
                return Health.Score;
            case "health.change_14d":
                return Age < 14 || Before.Health.Score is null || Health.Score is null
                    ? null
                    : new SlowChange(Before.Health, Health).Causes.Where(cause => cause.Part == "behaviour").Sum(cause => cause.Points);
            case "account.owned":
                return string.IsNullOrWhiteSpace(Owner) && Segment is not ("pooled" or "tech-touch") ? 0 : 1;
            case "account.arr_change_365d":
                return ArrOn(_day.AddDays(-365)) is { } aYearAgo and > 0 ? Ratio(Arr - aYearAgo, aYearAgo) : null;
            case "renewal.unrecorded_days":
                return DaysUnrecorded();
            case "seats.growth_30d":
                return Age >= 30 && PeopleOn(_day.AddDays(-30)) is var before and >= 5 ? Ratio(SeatsUsed - before, before) : null;
            case "seats.used":
                return SeatsUsed;
            case "seats.used_ratio":
                return Ratio(SeatsUsed, Seats);
        }

        if (NotInTheFolder.Contains(signal) || !_useIsKnown)
            return null;

        return signal switch
        {
            "people.active_7d" => ActivePeople(7),
            "people.active_28d" => ActivePeople(28),
            "people.active_90d" => ActivePeople(90),
            "adoption.ratio" => Ratio(ActivePeople(28), Seats),
            "adoption.ratio_90d" => Ratio(ActivePeople(90), Seats),
            "adoption.weekly_ratio" => Age < 14 ? null : Ratio(
                (double)Last(182).Where(row => row.Value != 0).Select(row => (row.Person, DaysBetween(row.Day, _end) / 7)).Distinct()
                    .Count(pair => pair.Item2 < OwnWeeks) / OwnWeeks, Seats),
            "usage.change_13w" => ChangeInAQuarter(),
            "usage.change_worst" => new[] { Number("usage.change_14d"), ChangeInAQuarter() }.Min(),
            "champion.exists" => _champion is null ? 0 : 1,
            "people.top_share_90d" => Last(90).Sum(row => row.Value) is var all and > 0 ? Ratio(ByPerson(90).Max(), all) : null,
            "people.power_users_90d" => Last(90).Sum(row => row.Value) is var sum and > 0 ? ByPerson(90).Count(own => Math.Round(own / sum, 9) >= 0.2) : null,
            "people.ids_changed" => IdsChanged() ? 1 : 0,
            "usage.falling_weeks" => Age < 14 ? null : FallingWeeks,
            "usage.fall" => Age < 14 ? null : FallingWeeks == 0 ? 0 : EventsOfWeek(FallingWeeks) < 20 ? null : Ratio(EventsOfWeek(0) - EventsOfWeek(FallingWeeks), EventsOfWeek(FallingWeeks)),
            "usage.key_per_person_28d" => ActivePeople(28) == 0 ? null : Ratio(Last(28).Sum(row => row.Value), ActivePeople(28)),
            "account.arpu" => ActivePeople(28) == 0 ? null : Ratio(Arr, ActivePeople(28)),
            "account.arpu_change_90d" => ArpuChange(),
            "people.regular_26w" => Last(182).Where(row => row.Value != 0).GroupBy(row => row.Person)
                .Count(person => person.Select(row => DaysBetween(row.Day, _end) / 7).Distinct().Count() >= 4),
            "people.change_26w" => PeopleAgainstTheHalfYearBefore(),
            "usage.regularity_12m" => RegularityOverAYear(),
            "usage.weeks_active_26" => ActiveWeeks(26, _end),
            "usage.regularity" => Regularity(),
            "usage.stickiness" => Stickiness(),
            "usage.value_events_28d" => Last(28).Sum(row => row.Value),
            "usage.recent_14d" => Last(14).Sum(row => row.Value),
            "usage.expected_14d" => Expected(_use),
            "usage.change_14d" => Expected(_use) is { } expected && expected >= 50 ? Ratio(Last(14).Sum(row => row.Value) - expected, expected) : null,
            "usage.silent_workdays" => Through(LastActive(_use), MondayToFriday),
            "usage.active_weeks_8" => ActiveWeeks(8, LastActive(_use)),
            "features.used_28d" => Last(28).Where(row => row.Value != 0).Select(row => row.Metric).Distinct().Count(),
            "champion.named" => _champion is null ? null : 0,
            "champion.days_silent" => _champion is null ? null : DaysBetween(ChampionsLastDay, _end),
            "champion.silent_workdays" => _champion is null ? null : Through(ChampionsLastDay, ChampionsWorkingDays()),
            "champion.silence_vs_usual" => _champion is null ? null : Ratio(DaysBetween(ChampionsLastDay, _end), ChampionsUsualGap()),
            "champion.thin_history" => _champion is null ? null : ChampionsActiveDays(180).Count < 8 ? 1 : 0,
            "people.colleagues_steady" => ColleaguesSteady(),
            _ => throw Unknown(signal),
        };
    }

    /// <summary>The most active user's name; null if there is none.</summary>
    public string? ChampionsName => _people.SingleOrDefault(person => person.Id == _champion)?.Name;

    public IEnumerable<PlainPerson> KnownPeople => _people.Where(person => _use.Any(row => row.Person == person.Id));

    public bool IsDeactivated(PlainPerson person) => person.DeactivatedOn <= _day;

    public int DaysSinceDeactivated(PlainPerson person) => DaysBetween(person.DeactivatedOn!.Value, _day);

    /// <summary>The person's share of the value events of the 90 days before they were deactivated, else of the last 90 days; null if missing.</summary>
    public double? ShareOf90Days(PlainPerson person)
    {
        DateOnly end = IsDeactivated(person) && person.DeactivatedOn <= _end ? person.DeactivatedOn.Value.AddDays(-1) : _end;
        List<PlainUse> rows = [.. _use.Where(row => row.Day > end.AddDays(-90) && row.Day <= end && row.Day >= _account.CreatedOn)];
        return _useIsKnown && rows.Sum(row => row.Value) > 0
            ? Ratio(rows.Where(row => row.Person == person.Id).Sum(row => row.Value), rows.Sum(row => row.Value))
            : null;
    }

    /// <summary>Days since the person was active; null if missing.</summary>
    public double? DaysSilent(PlainPerson person) =>
        _useIsKnown && _use.Any(row => row.Person == person.Id && row.Value != 0)
            ? DaysBetween(LastActive(_use.Where(row => row.Person == person.Id)), _end)
            : null;

    /// <summary>The same account 14 days before.</summary>
    private SlowAnswers Before => _before ??= new SlowAnswers(_folder, _account.Id, _day.AddDays(-14));

    private int Age => DaysBetween(_account.CreatedOn, _day);

    private DateOnly FirstRow => _use.Min(row => row.Day);

    // A person exists from the first use.
    private double? SeatsUsed => _use.Count == 0 ? null : KnownPeople.Count(person => !IsDeactivated(person));

    /// <summary>Rows of the last so many days, none before the account was created.</summary>
    private IEnumerable<PlainUse> Last(int days) =>
        _use.Where(row => row.Day > _end.AddDays(-days) && row.Day <= _end && row.Day >= _account.CreatedOn);

    private double ActivePeople(int days) => Last(days).Where(row => row.Value != 0).Select(row => row.Person).Distinct().Count();

    private double ActiveWeeks(int weeks, DateOnly end) => Enumerable.Range(0, weeks).Count(week => _use.Any(row =>
        row.Value != 0 && row.Day >= _account.CreatedOn && row.Day > end.AddDays(-7 * (week + 1)) && row.Day <= end.AddDays(-7 * week)));

    private double? Regularity()
    {
        if (Age < 14)
            return null;
        return Ratio(ActiveWeeks(26, _end), OwnWeeks);
    }

    private double? ArrOn(DateOnly day) => _history.Where(row => row.On <= day).Select(row => row.Arr).LastOrDefault(known => known is not null);

    private double? DaysUnrecorded()
    {
        if (RenewalOn is not { } renewal)
            return null;
        bool recorded = _outcomes.Any(row => row.RenewalOn <= _day && Math.Abs(DaysBetween(row.RenewalOn, renewal)) <= 60);
        return renewal < _day && !recorded ? DaysBetween(renewal, _day) : 0;
    }

    private double PeopleOn(DateOnly day) => _people.Count(person =>
        _use.Any(row => row.Person == person.Id && row.Value != 0 && row.Day <= day) && !(person.DeactivatedOn <= day));

    private List<double> ByPerson(int days) => [.. Last(days).GroupBy(row => row.Person).Select(person => person.Sum(row => row.Value))];

    private double EventsOfWeek(int week) => Last(70).Where(row => DaysBetween(row.Day, _end) / 7 == week).Sum(row => row.Value);

    private int FallingWeeks => Enumerable.Range(0, 8).TakeWhile(week => DaysThatItHad >= (week + 2) * 7 && EventsOfWeek(week) < EventsOfWeek(week + 1)).Count();

    private bool IdsChanged()
    {
        List<PlainUse> rows = [.. _use.Where(row => row.Value != 0 && row.Day <= _end)];
        List<PlainUse> now = [.. rows.Where(row => row.Day > _end.AddDays(-14))];
        List<PlainUse> then = [.. rows.Where(row => row.Day > _end.AddDays(-28) && row.Day <= _end.AddDays(-14))];
        HashSet<string> former = [.. rows.Where(row => row.Day <= _end.AddDays(-14)).Select(row => row.Person)];
        HashSet<string> recent = [.. now.Select(row => row.Person)];
        double gone = then.Select(row => row.Person).Distinct().Count(person => !recent.Contains(person));
        double arrived = recent.Count(person => !former.Contains(person));
        return gone >= 3 && gone >= 0.8 * then.Select(row => row.Person).Distinct().Count()
            && Math.Abs(gone - arrived) <= 0.25 * gone && Math.Abs(then.Count - now.Count) <= 0.25 * then.Count;
    }

    private double? ArpuChange()
    {
        if (ActivePeople(28) == 0)
            return null;
        double before = Last(118).Where(row => row.Value != 0 && row.Day <= _end.AddDays(-90)).Select(row => row.Person).Distinct().Count();
        return before < 5 || ArrOn(_day.AddDays(-90)) is not { } arr || arr == 0
            ? null
            : Ratio(Ratio(Arr, ActivePeople(28)) - (arr / before), arr / before);
    }

    private int DaysThatItHad => DaysBetween(Later(_account.CreatedOn, FirstRow), _end) + 1;

    private int OwnWeeks => (int)Math.Min(26, Math.Ceiling(DaysThatItHad / 7.0));

    private double? ChangeInAQuarter()
    {
        int weeks = Math.Min(39, (int)Math.Floor((DaysThatItHad - 91) / 7.0));
        if (Age < 14 || weeks < 4)
            return null;
        double expected = Last(91 + (7 * weeks)).Where(row => row.Day <= _end.AddDays(-91)).Sum(row => row.Value) / weeks * 13;
        return expected < 50 - 1e-9 ? null : Ratio(Last(91).Sum(row => row.Value) - expected, expected);
    }

    private double? RegularityOverAYear()
    {
        if (Age < 14)
            return null;
        double months = Math.Min(12, Math.Ceiling(DaysThatItHad / 30.0));
        return Ratio(Last(360).Where(row => row.Value != 0).Select(row => DaysBetween(row.Day, _end) / 30).Distinct().Count(), months);
    }

    private double? PeopleAgainstTheHalfYearBefore()
    {
        if (DaysThatItHad < 182 + 28)
            return null;
        double before = Last(364).Where(row => row.Value != 0 && row.Day <= _end.AddDays(-182)).Select(row => row.Person).Distinct().Count();
        return before == 0 ? null : Ratio(ActivePeople(182) - before, before);
    }

    private double? Stickiness()
    {
        int days = Math.Min(28, DaysBetween(_account.CreatedOn, _end) + 1);
        double onAnAverageDay = (double)Last(28).Where(row => row.Value != 0).Select(row => (row.Day, row.Person)).Distinct().Count() / days;
        return ActivePeople(28) == 0 ? null : Ratio(onAnAverageDay, ActivePeople(28));
    }

    /// <summary>What each of the last 14 days would hold if it were the mean of its weekday in the eight weeks before.</summary>
    private double? Expected(IEnumerable<PlainUse> rows)
    {
        if (Age < 14)
            return null;
        var last = _end.AddDays(-14);
        var first = Later(last.AddDays(-55), Later(_account.CreatedOn, FirstRow));
        List<DateOnly> before = [.. Enumerable.Range(0, 56).Select(back => last.AddDays(-back)).Where(day => day >= first)];
        if (before.Count < 7)
            return null;
        rows = [.. rows.Where(row => row.Day >= first)];
        return Enumerable.Range(0, 14).Select(back => _end.AddDays(-back))
            .Sum(day => before.Where(past => past.DayOfWeek == day.DayOfWeek).Average(past => rows.Where(row => row.Day == past).Sum(row => row.Value)));
    }

    /// <summary>Who made most value events of 180 days, machines and the deactivated left out; of equals the first id.</summary>
    private string? MostActivePerson() => Last(180)
        .GroupBy(row => row.Person)
        .Where(person => person.Sum(row => row.Value) > 0 && !LooksLikeAMachine(person) && !IsDeactivated(_people.Single(row => row.Id == person.Key)))
        .OrderByDescending(person => person.Sum(row => row.Value))
        .ThenBy(person => person.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private DateOnly ChampionsLastDay => LastActive(_championsUse);

    private bool LooksLikeAMachine(IGrouping<string, PlainUse> person)
    {
        string name = _people.Single(row => row.Id == person.Key).Name;
        if (new[] { "api", "bot", "service", "noreply" }.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return true;
        int span = DaysBetween(person.Min(row => row.Day), person.Max(row => row.Day)) + 1;
        return span >= 60 && person.Select(row => row.Day).Distinct().Count() > 0.95 * span;
    }

    /// <summary>Active days among the so many that end with the champion's last one, ascending.</summary>
    private List<DateOnly> ChampionsActiveDays(int days)
    {
        var last = ChampionsLastDay;
        return
        [
            .. _championsUse.Where(row => row.Value != 0 && row.Day >= _account.CreatedOn && row.Day > last.AddDays(-days) && row.Day <= last)
                .Select(row => row.Day).Distinct().Order(),
        ];
    }

    private DayOfWeek[] ChampionsWorkingDays()
    {
        DayOfWeek[] own = [.. ChampionsActiveDays(26 * 7).GroupBy(day => day.DayOfWeek).Where(days => days.Count() >= 26 / 4.0).Select(days => days.Key)];
        return own.Length > 0 ? own : MondayToFriday;
    }

    /// <summary>The 95th percentile of the days from one active day to the next, as the nearest gap that occurred.</summary>
    private double? ChampionsUsualGap()
    {
        var days = ChampionsActiveDays(180);
        List<int> gaps = [.. days.Skip(1).Zip(days, (later, earlier) => DaysBetween(earlier, later)).Order()];
        return gaps.Count == 0 ? null : gaps[(int)Math.Ceiling(0.95 * gaps.Count) - 1];
    }

    private double? ColleaguesSteady()
    {
        if (_champion is null || Expected(_use.Where(row => row.Person != _champion)) is not { } expected || expected == 0)
            return null;

        // A hair below, since 0.8 has no exact double.
        return Last(14).Where(row => row.Person != _champion).Sum(row => row.Value) >= (0.8 * expected) - 1e-9 ? 1 : 0;
    }

    private static DateOnly LastActive(IEnumerable<PlainUse> rows) => rows.Where(row => row.Value != 0).Max(row => row.Day);

    /// <summary>Days after one through the last complete one that fall on the given weekdays.</summary>
    private double Through(DateOnly after, DayOfWeek[] weekdays) =>
        Enumerable.Range(1, DaysBetween(after, _end)).Count(days => weekdays.Contains(after.AddDays(days).DayOfWeek));

    /// <summary>Shares are told, and scored, with nine decimals.</summary>
    private static double? Ratio(double? numerator, double? denominator) =>
        numerator is { } above && denominator is { } below ? Math.Round(above / below, 9) : null;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static int DaysBetween(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static ArgumentException Unknown(string signal) =>
        new($"The slow recomputation does not know the signal {signal}: teach it here, or list it as not in the folder.", nameof(signal));
}
