namespace AccountAlerts.Tests.Recomputation.AllStreams;

/// <summary>
/// The signals that only other streams than the sample folder's can say, for one account as of one day, worked out from the made-up rows the
/// slow and obvious way. It shares no code with the product.
/// </summary>
internal sealed class SlowStreams
{
    private static readonly DayOfWeek[] MondayToFriday = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private readonly MadeUpFolder _folder;
    private readonly MadeAccount _account;
    private readonly DateOnly _day;
    private readonly List<MadeUse> _use;
    private readonly List<MadePerson> _people;
    private readonly List<MadeTicket> _tickets;
    private readonly List<MadeAnswer> _answers;
    private readonly List<MadeInvoice> _invoices;
    private readonly List<MadeTouch> _touches;
    private readonly List<MadeMilestone> _milestones;
    private readonly List<MadeEvent> _events;
    private readonly List<MadeContract> _contracts;
    private readonly List<MadeOpportunity> _opportunities;
    private readonly DateOnly _end;

    public SlowStreams(MadeUpFolder folder, string account, DateOnly day)
    {
        _folder = folder;
        _account = folder.Accounts.Single(row => row.Id == account);
        _day = day;
        _use = [.. folder.Usage.Where(row => row.Account == account && row.Day <= day)];
        _end = folder.Usage.Where(row => row.Day <= day).Select(row => row.Day).DefaultIfEmpty().Max();
        _people = [.. folder.People.Where(row => row.Account == account)];
        _tickets = [.. folder.Tickets.Where(row => row.Account == account && Date(row.OpenedAt) <= day)];
        _answers = [.. folder.Answers.Where(row => row.Account == account && row.Date <= day)];
        _invoices = [.. folder.Invoices.Where(row => row.Account == account && (row.IssuedOn ?? row.DueOn) <= day)];
        _touches = [.. folder.Touches.Where(row => row.Account == account && row.Date <= day)];
        _milestones = [.. folder.Milestones.Where(row => row.Account == account)];
        _events = [.. folder.Events.Where(row => row.Account == account && row.Date <= day)];
        _contracts = [.. folder.Contracts.Where(row => row.Account == account && !(row.StartsOn > day))];
        _opportunities = [.. folder.Opportunities.Where(row => row.Account == account)];
    }

    public bool Exists => _account.CreatedOn <= _day;

    /// <summary>What it can recompute: about the account.</summary>
    public static IReadOnlyList<string> Signals { get; } =
    [
        "account.lifecycle", "departments.active_28d", "departments.new_60d", "departments.usual", "usage.logins_change_14d", "seats.invites_blocked_28d",
        "champion.named_silent_workdays", "champion.changed_days", "champion.moved_days", "executive.changed_days", "executive.days_silent",
        "tickets.open", "tickets.open_p1", "tickets.escalated_open", "tickets.oldest_p1_days", "tickets.opened_7d", "tickets.opened_28d", "tickets.usual_7d",
        "tickets.opened_vs_usual", "tickets.sentiment_30d", "tickets.sentiment_count_30d", "tickets.csat_90d", "tickets.lowest_csat_7d", "tickets.days_to_close_90d",
        "nps.latest", "nps.answered_days", "nps.change", "csat.latest", "csat.change", "ces.latest",
        "invoices.overdue_days", "invoices.overdue_amount", "invoices.paid_late_days",
        "touch.days_since", "touch.untouched_days", "touch.executive_days", "touch.review_days", "touch.review_missed_days", "touch.reply_hours_90d",
        "context.competitor_days", "context.shakeup_days", "context.shakeup", "context.budget_cut_days", "context.growth_days",
        "context.expansion_interest_days", "context.request_days", "onboarding.days_late", "onboarding.first_value_days", "onboarding.first_value_reached",
        "renewal.auto", "renewal.days_left", "opportunity.renewal_close_days", "opportunity.expansions_open", "team.sentiment", "team.sentiment_days",
    ];

    public string? Word(string signal) => signal switch
    {
        "account.lifecycle" => _folder.Stages.Where(row => row.Account == _account.Id && row.On <= _day).OrderBy(row => row.On).LastOrDefault()?.Lifecycle,
        "context.shakeup" => Known(_folder.Events.Select(row => row.Date)) ? Latest("layoff", "acquisition", "leadership_change")?.Kind switch
        {
            "layoff" => "layoffs",
            "acquisition" => "an acquisition",
            "leadership_change" => "new leadership",
            _ => null,
        } : null,
        "team.sentiment" => Opinion?.Colour,
        _ => throw new ArgumentException($"No word for {signal}.", nameof(signal)),
    };

    /// <summary>The last of all opinions, if it is one and no older than half a year.</summary>
    private MadeOpinion? Opinion => _folder.Opinions.Where(row => row.Account == _account.Id && Date(row.At) <= _day).OrderBy(row => row.At).LastOrDefault() is { } last
        && last.Colour != "off" && Days(Date(last.At), _day) < 180 ? last : null;

    public double? Number(string signal)
    {
        int dot = signal.IndexOf('.', StringComparison.Ordinal);
        return signal[..dot] switch
        {
            "tickets" => Known(_folder.Tickets.Select(row => Date(row.OpenedAt))) ? OfTickets(signal) : null,
            "nps" or "csat" or "ces" => Known(_folder.Answers.Select(row => row.Date)) ? OfAnswers(signal[..dot], signal[(dot + 1)..]) : null,
            "invoices" => Known(_folder.Invoices.Select(row => row.IssuedOn ?? row.DueOn)) ? OfInvoices(signal) : null,
            "touch" => Known(_folder.Touches.Select(row => row.Date)) ? OfTouches(signal) : null,
            "context" => Known(_folder.Events.Select(row => row.Date)) ? OfEvents(signal) : null,
            "onboarding" => Known(_folder.Milestones.Select(EarliestOf)) ? OfMilestones(signal) : null,
            "team" => Opinion is { } opinion ? Days(Date(opinion.At), _day) : null,
            "renewal" => OfContracts(signal),
            "opportunity" => Known(_folder.Opportunities.Select(row => row.CloseOn ?? DateOnly.MinValue)) ? OfOpportunities(signal) : null,
            _ => OfPeople(signal),
        };
    }

    /// <summary>Value of a signal of one ticket, by the ticket's id.</summary>
    public IEnumerable<(string Ticket, string Signal, double? Value)> TicketItems =>
        _tickets.Where(row => !IsClosed(row) || Days(Date(row.ClosedAt!.Value), _day) <= 90).SelectMany(row => new (string, string, double?)[]
        {
            (row.Id, "ticket.open", IsClosed(row) ? 0 : 1), (row.Id, "ticket.priority", row.Priority), (row.Id, "ticket.escalated", row.Escalated ? 1 : 0),
            (row.Id, "ticket.days_open", Days(Date(row.OpenedAt), IsClosed(row) ? Date(row.ClosedAt!.Value) : _day)),
            (row.Id, "ticket.closed_days", IsClosed(row) ? Days(Date(row.ClosedAt!.Value), _day) : null),
            (row.Id, "ticket.csat", IsClosed(row) ? row.Csat : null), (row.Id, "ticket.sentiment", IsClosed(row) ? row.Sentiment : null),
        });

    /// <summary>Value of a signal of one invoice, by the invoice's id.</summary>
    public IEnumerable<(string Invoice, string Signal, double? Value)> InvoiceItems =>
        _invoices.Where(row => !IsPaid(row) || Days(row.PaidOn!.Value, _day) <= 90).SelectMany(row => new (string, string, double?)[]
        {
            (row.Id, "invoice.amount", row.Amount), (row.Id, "invoice.paid", IsPaid(row) ? 1 : 0),
            (row.Id, "invoice.overdue_days", IsPaid(row) ? 0 : Math.Max(0, Days(row.DueOn, _day))),
        });

    private int Age => Days(_account.CreatedOn, _day);

    private bool UseIsKnown => _use.Count > 0 && Days(_end, _day) <= 14 && _account.CreatedOn <= _end;

    private double? OfTickets(string signal)
    {
        List<MadeTicket> open = [.. _tickets.Where(row => !IsClosed(row))];
        List<MadeTicket> ClosedIn(int days) => [.. _tickets.Where(row => IsClosed(row) && In(Date(row.ClosedAt!.Value), days))];
        double OpenedIn(int days, int skip = 0) => _tickets.Count(row =>
            Date(row.OpenedAt) >= _account.CreatedOn && Days(Date(row.OpenedAt), _day) is var ago && ago >= skip && ago < skip + days);
        int weeks = Math.Min(26, (Age + 1 - 7) / 7);
        double? usual = weeks < 4 ? null : OpenedIn(7 * weeks, 7) / weeks;
        return signal switch
        {
            "tickets.open" => open.Count,
            "tickets.open_p1" => open.Count(row => row.Priority == 1),
            "tickets.escalated_open" => open.Count(row => row.Escalated),
            "tickets.oldest_p1_days" => open.Where(row => row.Priority == 1).Select(row => Days(Date(row.OpenedAt), _day)).DefaultIfEmpty(0).Max(),
            "tickets.opened_7d" => OpenedIn(7),
            "tickets.opened_28d" => OpenedIn(28),
            "tickets.usual_7d" => usual,
            "tickets.opened_vs_usual" => usual is { } week ? OpenedIn(7) / Math.Max(week, 0.25) : null,
            "tickets.sentiment_30d" => Mean(ClosedIn(30).Select(row => row.Sentiment)),
            "tickets.sentiment_count_30d" => ClosedIn(30).Count(row => row.Sentiment is not null),
            "tickets.csat_90d" => Mean(ClosedIn(90).Select(row => row.Csat)),
            "tickets.lowest_csat_7d" => ClosedIn(7).Min(row => row.Csat),
            "tickets.days_to_close_90d" => Mean(ClosedIn(90).Select(row => (double?)Days(Date(row.OpenedAt), Date(row.ClosedAt!.Value)))),
            _ => throw Unknown(signal),
        };
    }

    private double? OfAnswers(string kind, string what)
    {
        List<MadeAnswer> answers = [.. _answers.Where(row => row.Kind == kind && In(row.Date, 180))];
        if (answers.Count == 0)
            return null;
        DateOnly latest = answers.Max(row => row.Date);
        double now = answers.Where(row => row.Date == latest).Average(row => row.Score);
        List<MadeAnswer> before = [.. answers.Where(row => row.Date < latest)];
        return what switch
        {
            "latest" => now,
            "answered_days" => Days(latest, _day),
            "change" => before.Count == 0 ? null : now - before.Average(row => row.Score),
            _ => throw Unknown(what),
        };
    }

    private double? OfInvoices(string signal)
    {
        List<MadeInvoice> overdue = [.. _invoices.Where(row => !IsPaid(row) && row.DueOn < _day)];
        return signal switch
        {
            "invoices.overdue_days" => overdue.Select(row => Days(row.DueOn, _day)).DefaultIfEmpty(0).Max(),
            "invoices.overdue_amount" => overdue.Any(row => row.Currency is { } currency && currency != _account.Currency) ? null : overdue.Sum(row => row.Amount),
            "invoices.paid_late_days" => Mean(_invoices.Where(row => IsPaid(row) && In(row.PaidOn!.Value, 365))
                .Select(row => (double?)Math.Max(0, Days(row.DueOn, row.PaidOn!.Value)))),
            _ => throw Unknown(signal),
        };
    }

    private double? OfTouches(string signal)
    {
        List<MadeTouch> held = [.. _touches.Where(row => row.Attended != false)];
        double? Since(IEnumerable<MadeTouch> rows) => rows.Select(row => (double?)Days(row.Date, _day)).Min();
        switch (signal)
        {
            case "touch.days_since":
                return Since(held);
            case "touch.untouched_days":
                double share = (double)_folder.Touches.Where(row => row.Date <= _day).Select(row => row.Account).Distinct().Count() / _folder.Accounts.Count;
                return share < 0.3 ? null : Since(held) ?? Age;
            case "touch.executive_days":
                return Since(held.Where(row => row.Executive == true));
            case "touch.review_days":
                return Since(held.Where(row => row.Kind == "qbr"));
            case "touch.review_missed_days":
                List<MadeTouch> reviews = [.. _touches.Where(row => row.Kind == "qbr")];
                List<MadeTouch> missed = [.. reviews.Where(row => row.Attended == false)];
                if (reviews.Count == 0)
                    return null;
                return missed.Count == 0 || held.Any(row => row.Kind == "qbr" && row.Date > missed.Max(other => other.Date)) ? 0 : Since(missed);
            case "touch.reply_hours_90d":
                return Mean(_touches.Where(row => In(row.Date, 90)).Select(row => row.ReplyHours));
            default:
                throw Unknown(signal);
        }
    }

    private double? OfEvents(string signal) => signal switch
    {
        "context.competitor_days" => Ago("competitor"),
        "context.shakeup_days" => Ago("layoff", "acquisition", "leadership_change"),
        "context.budget_cut_days" => Ago("budget_cut"),
        "context.growth_days" => Ago("hiring", "funding"),
        "context.expansion_interest_days" => Ago("expansion_interest"),
        "context.request_days" => Ago("feature_request"),
        _ => throw Unknown(signal),
    };

    private double? OfMilestones(string signal)
    {
        List<MadeMilestone> known = [.. _milestones.Where(row => row.DueOn <= _day || row.ReachedOn <= _day)];
        MadeMilestone? first = _milestones.SingleOrDefault(row => row.Name == "first_value");
        bool reached = first?.ReachedOn <= _day;
        switch (signal)
        {
            case "onboarding.days_late":
                return known.Count == 0 ? null : known.Where(row => row.DueOn < _day && !(row.ReachedOn <= _day)).Select(row => Days(row.DueOn!.Value, _day)).DefaultIfEmpty(0).Max();
            case "onboarding.first_value_reached":
                return FirstValueIsKnown() ? reached ? 1 : 0 : null;
            case "onboarding.first_value_days":
                return FirstValueIsKnown() ? Days(_account.CreatedOn, reached ? first!.ReachedOn!.Value : _day) : null;
            default:
                throw Unknown(signal);
        }

        // Nobody knows on which day a plan was made.
        bool FirstValueIsKnown() => first?.DueOn <= _day || reached;
    }

    private double? OfContracts(string signal)
    {
        bool known = Known(_folder.Contracts.Select(row => row.StartsOn ?? row.NoticeOn ?? row.EndsOn));
        List<MadeContract> running = [.. _contracts.Where(row => row.EndsOn >= _day)];
        switch (signal)
        {
            case "renewal.auto":
                MadeContract? next = running.OrderBy(row => row.EndsOn).FirstOrDefault();
                return known && next?.AutoRenew is { } auto ? auto ? 1 : 0 : null;
            case "renewal.days_left":
                double? ahead = running.SelectMany(row => new[] { row.NoticeOn, row.EndsOn }).Where(date => date >= _day).Select(date => (double?)Days(_day, date!.Value)).Min();
                return ahead ?? _contracts.Select(row => (double?)Days(_day, row.EndsOn)).Max();
            default:
                throw Unknown(signal);
        }
    }

    private double? OfOpportunities(string signal)
    {
        List<MadeOpportunity> open = [.. _opportunities.Where(row => row.CloseOn > _day || row.Outcome is null)];
        return signal switch
        {
            "opportunity.renewal_close_days" => open.Where(row => row.Kind == "renewal" && row.CloseOn is not null).Select(row => (double?)Days(_day, row.CloseOn!.Value)).Min(),
            "opportunity.expansions_open" => open.Count(row => row.Kind == "expansion"),
            _ => throw Unknown(signal),
        };
    }

    private double? OfPeople(string signal)
    {
        switch (signal)
        {
            case "champion.changed_days":
                return Changed("champion");
            case "champion.moved_days":
                return Moved();
            case "executive.changed_days":
                return Changed("executive");
        }

        if (!UseIsKnown)
            return null;
        switch (signal)
        {
            case "departments.active_28d":
                return ActiveDepartments(0, 28);
            case "departments.usual":
                return ActiveDepartments(28, 90);
            case "departments.new_60d":
                return NewDepartments();
            case "usage.logins_change_14d":
                return LoginsChange();
            case "seats.invites_blocked_28d":
                return _folder.Usage.Any(row => row.Metric == "invites_blocked")
                    ? _use.Where(row => row.Metric == "invites_blocked" && InUse(row.Day, 0, 28)).Sum(row => row.Value)
                    : null;
            case "executive.days_silent":
                return _people.Where(person => RoleOf(person, _day) == "executive" && !(person.DeactivatedOn <= _day))
                    .SelectMany(person => ActiveDays(person)).Select(day => (double?)Days(day, _end)).Min();
            case "champion.named_silent_workdays":
                return NamedChampion() is { } champion && ActiveDays(champion).Count > 0 ? SilentWorkdays(champion) : null;
            default:
                throw Unknown(signal);
        }
    }

    private double? Changed(string role)
    {
        List<DateOnly> changes = [];
        // Whoever is named where nobody was replaces nobody.
        bool anybody = _people.Any(person => person.Role == role);
        foreach (MadePerson person in _people)
        {
            if (anybody && _day >= MadeUpFolder.Told && person.LaterRole is not null && (person.Role == role) != (person.LaterRole == role))
                changes.Add(MadeUpFolder.Told);
            if (person.DeactivatedOn is { } gone && gone <= _day && RoleOf(person, _day) == role)
                changes.Add(gone);
        }

        return changes.Count == 0 ? null : Days(changes.Max(), _day);
    }

    private double? Moved()
    {
        List<DateOnly> moves = [];
        foreach (MadePerson person in _people.Where(row => row.Name is not null && row.DeactivatedOn <= _day && RoleOf(row, row.DeactivatedOn.Value) == "champion"))
        {
            List<MadePerson> elsewhere = [.. _folder.People.Where(row => row.Account != _account.Id && string.Equals(row.Name, person.Name, StringComparison.OrdinalIgnoreCase) && row.FirstSeen <= _day
                && Days(person.DeactivatedOn!.Value, row.FirstSeen.Value) is >= -30 and <= 365)];
            if (elsewhere.Select(row => row.Account).Distinct().Count() == 1)
                moves.Add(elsewhere.Min(row => row.FirstSeen!.Value));
        }

        return moves.Count == 0 ? null : Days(moves.Max(), _day);
    }

    private double? ActiveDepartments(int from, int days)
    {
        if (_people.All(person => DepartmentOf(person, _day) is null))
            return null;
        return _people.Where(person => ActiveDays(person).Any(day => InUse(day, from, days))).Select(person => DepartmentOf(person, _day)?.ToLowerInvariant())
            .Where(department => department is not null).Distinct().Count();
    }

    private double? NewDepartments()
    {
        if (_people.All(person => DepartmentOf(person, _day) is null) || Age < 14)
            return null;
        DateOnly began = _people.SelectMany(person => ActiveDays(person)).DefaultIfEmpty(_end).Min();
        return _people.Where(person => DepartmentOf(person, _day) is not null)
            .SelectMany(person => ActiveDays(person).Select(day => (Department: DepartmentOf(person, day)?.ToLowerInvariant(), Day: day)))
            .Where(use => use.Department is not null).GroupBy(use => use.Department)
            .Count(department => department.Min(use => use.Day) is var first && Days(first, _end) < 60 && Days(began, first) >= 14);
    }

    private double? LoginsChange()
    {
        List<MadeUse> logins = [.. _use.Where(row => row.Metric == "logins")];
        if (!logins.Exists(row => row.Value > 0) || Age < 14)
            return null;
        DateOnly first = _use.Min(row => row.Day) is var begun && begun > _account.CreatedOn ? begun : _account.CreatedOn;
        List<DateOnly> before = [.. Enumerable.Range(14, 56).Select(back => _end.AddDays(-back)).Where(day => day >= first)];
        if (before.Count < 7)
            return null;
        double On(DateOnly day) => logins.Where(row => row.Day == day).Sum(row => row.Value);
        double expected = Math.Round(
            Enumerable.Range(0, 14).Select(back => _end.AddDays(-back)).Sum(day => before.Where(past => past.DayOfWeek == day.DayOfWeek).Average(On)), 9);
        return expected < 20 ? null : Math.Round((Enumerable.Range(0, 14).Select(back => _end.AddDays(-back)).Where(day => day >= _account.CreatedOn).Sum(On) - expected) / expected, 9);
    }

    /// <summary>Of several named champions who are still there, the one with most value events of 180 days; of equals the first id.</summary>
    private MadePerson? NamedChampion() => _people.Where(person => RoleOf(person, _day) == "champion" && !(person.DeactivatedOn <= _day))
        .OrderByDescending(person => _use.Where(row => row.Person == person.Id && row.Metric is "reports" or "feature.export" or "invites_blocked" && row.Person == person.Id && InUse(row.Day, 0, 180)).Sum(row => row.Value))
        .ThenBy(person => person.Id, StringComparer.Ordinal).FirstOrDefault();

    private double SilentWorkdays(MadePerson person)
    {
        List<DateOnly> days = ActiveDays(person);
        DateOnly last = days.Max();
        DayOfWeek[] own = [.. days.Where(day => day >= _account.CreatedOn && Days(day, last) < 26 * 7).GroupBy(day => day.DayOfWeek).Where(same => same.Count() * 4 >= 26).Select(same => same.Key)];
        return Enumerable.Range(1, Math.Max(0, Days(last, _end))).Count(ahead => (own.Length > 0 ? own : MondayToFriday).Contains(last.AddDays(ahead).DayOfWeek));
    }

    private List<DateOnly> ActiveDays(MadePerson person) =>
        [.. _use.Where(row => row.Person == person.Id && row.Value > 0 && row.Day <= _end).Select(row => row.Day).Distinct()];

    private static string? RoleOf(MadePerson person, DateOnly day) => day >= MadeUpFolder.Told ? person.LaterRole ?? person.Role : person.Role;

    private static string? DepartmentOf(MadePerson person, DateOnly day) => day >= MadeUpFolder.Told ? person.LaterDepartment ?? person.Department : person.Department;

    private bool IsClosed(MadeTicket row) => row.ClosedAt is { } closed && Date(closed) <= _day;

    private bool IsPaid(MadeInvoice row) => row.PaidOn <= _day;

    private MadeEvent? Latest(params ReadOnlySpan<string> kinds)
    {
        string[] any = [.. kinds];
        return _events.Where(row => any.Contains(row.Kind)).OrderBy(row => row.Date).LastOrDefault();
    }

    private double? Ago(params ReadOnlySpan<string> kinds) => Latest(kinds) is { } last ? Days(last.Date, _day) : null;

    /// <summary>True once any account has a row of the stream.</summary>
    private bool Known(IEnumerable<DateOnly> days) => days.Any(day => day <= _day);

    private bool In(DateOnly date, int days) => Days(date, _day) < days && date >= _account.CreatedOn;

    private bool InUse(DateOnly date, int from, int days) => Days(date, _end) is var age && age >= from && age < from + days && date >= _account.CreatedOn;

    private static DateOnly EarliestOf(MadeMilestone row) => row.DueOn < row.ReachedOn ? row.DueOn.Value : row.ReachedOn ?? row.DueOn ?? DateOnly.MinValue;

    private static double? Mean(IEnumerable<double?> values) => values.Where(value => value is not null).Average();

    private static DateOnly Date(DateTime instant) => DateOnly.FromDateTime(instant);

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static ArgumentException Unknown(string signal) => new($"The slow recomputation does not know {signal}.", nameof(signal));
}
