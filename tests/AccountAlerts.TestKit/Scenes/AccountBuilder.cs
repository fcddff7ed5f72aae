using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>
/// Writes the story of one invented account, and shows it as of a day. Streams count as connected once the story has a row of them, or says
/// so; all are complete through the day that is looked at, unless the story says otherwise.
/// </summary>
public sealed class AccountBuilder(string accountId = "amber-health")
{
    /// <summary>A Friday; the day from which stories are told unless a test names another.</summary>
    public static DateOnly Today { get; } = new(2026, 6, 5);

    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string> _metrics = [MetricTable.SightingName];
    private readonly List<MetricSetting> _settings = [];
    private readonly List<Person> _people = [];
    private readonly Dictionary<(int Day, int Person, int Metric), double> _usage = [];
    private readonly List<AccountVersion> _versions = [];
    private readonly List<Ticket> _tickets = [];
    private readonly List<Feedback> _feedback = [];
    private readonly List<Invoice> _invoices = [];
    private readonly List<Touchpoint> _touchpoints = [];
    private readonly List<Milestone> _milestones = [];
    private readonly List<ContextEvent> _context = [];
    private readonly List<Contract> _contracts = [];
    private readonly List<Opportunity> _opportunities = [];
    private readonly List<Outcome> _outcomes = [];
    private double? _touchedShare;
    private readonly Dictionary<FactStream, StreamFreshness> _freshness = [];
    private int _id = 1;

    private AccountProfile _profile = new(accountId, "Amber Health", null, null, "USD", null, [], new DateOnly(2024, 1, 8), null);

    /// <summary>The store's own key.</summary>
    public AccountBuilder WithId(int id)
    {
        _id = id;
        return this;
    }

    public AccountBuilder Named(string name) => With(_profile with { Name = name });

    public AccountBuilder CreatedOn(DateOnly? day) => With(_profile with { CreatedOn = day });

    public AccountBuilder ProfileSegment(string? segment) => With(_profile with { Segment = segment });

    /// <summary>What a source said of the account on a day; by default long ago, by the first source.</summary>
    public AccountBuilder Says(
        DateOnly? on = null, int source = 0, bool history = false, string? segment = null, string? plan = null, int? seats = null, double? arr = null,
        DateOnly? renewalOn = null, string? owner = null, Lifecycle? lifecycle = null)
    {
        _versions.Add(new AccountVersion(on ?? new DateOnly(2024, 1, 8), source, history, segment, plan, seats, arr, renewalOn, owner, lifecycle));
        return this;
    }

    public AccountBuilder Seats(int seats, DateOnly? on = null) => Says(on, seats: seats);

    public AccountBuilder Segment(string segment, DateOnly? on = null) => Says(on, segment: segment);

    public AccountBuilder RenewsOn(DateOnly day, DateOnly? on = null) => Says(on, renewalOn: day);

    public AccountBuilder OwnedBy(string email, DateOnly? on = null) => Says(on, owner: email);

    public AccountBuilder Person(
        string id, string? name = null, PersonRole? role = null, string? department = null, DateOnly? firstSeen = null, DateOnly? deactivatedOn = null,
        string? email = null)
    {
        int ordinal = OrdinalOf(id);
        _people[ordinal - 1] = new Person(ordinal, id, name, email, firstSeen, deactivatedOn, [new PersonVersion(DateOnly.MinValue, role, department)]);
        return this;
    }

    public AccountBuilder Champion(string id, string? name = null) => Person(id, name, PersonRole.Champion);

    /// <summary>A change of role or department that a later import brought.</summary>
    public AccountBuilder PersonChanges(string id, DateOnly on, PersonRole? role = null, string? department = null)
    {
        int ordinal = OrdinalOf(id);
        var person = _people[ordinal - 1];
        _people[ordinal - 1] = person with
        {
            Versions = [.. person.Versions.Append(new PersonVersion(on, role, department)).OrderBy(version => version.EffectiveOn)],
        };
        return this;
    }

    /// <summary>One row of use; no person is a row for the account as a whole. A repeated row replaces.</summary>
    public AccountBuilder Uses(string? person, string metric, DateOnly day, double value = 1)
    {
        _usage[(day.DayNumber, person is null ? 0 : OrdinalOf(person), MetricOf(metric))] = value;
        return this;
    }

    public AccountBuilder UsesDaily(string? person, string metric, DateOnly from, DateOnly through, double value = 1)
    {
        for (var day = from; day <= through; day = day.AddDays(1))
            Uses(person, metric, day, value);
        return this;
    }

    /// <summary>Use on every Monday to Friday of a span.</summary>
    public AccountBuilder UsesOnWorkdays(string? person, string metric, DateOnly from, DateOnly through, double value = 1)
    {
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                Uses(person, metric, day, value);
        }

        return this;
    }

    /// <summary>A source saw the person on that day.</summary>
    public AccountBuilder Seen(string person, DateOnly day) => Uses(person, MetricTable.SightingName, day);

    public AccountBuilder Ticket(DateOnly opened, DateOnly? closed = null, int? priority = null, double? sentiment = null, double? csat = null, bool escalated = false)
    {
        _tickets.Add(new Ticket(
            $"T-{_tickets.Count + 1}", 0, Noon(opened), closed is { } day ? Noon(day) : null, priority, escalated, sentiment, csat, null));
        return this;
    }

    public AccountBuilder Nps(DateOnly day, double score) => Answers(FeedbackKind.Nps, day, score);

    public AccountBuilder Answers(FeedbackKind kind, DateOnly day, double score)
    {
        _feedback.Add(new Feedback(0, day, kind, score, null));
        return this;
    }

    public AccountBuilder Invoice(DateOnly due, DateOnly? paid = null, DateOnly? issued = null, double amount = 100)
    {
        _invoices.Add(new Invoice($"I-{_invoices.Count + 1}", issued ?? due.AddDays(-30), due, paid, amount, "USD"));
        return this;
    }

    public AccountBuilder Touch(DateOnly day, string kind = "call", bool? attended = null, bool? executive = null, double? replyHours = null)
    {
        _touchpoints.Add(new Touchpoint($"C-{_touchpoints.Count + 1}", day, kind, attended, executive, replyHours, null));
        return this;
    }

    public AccountBuilder Milestone(string name, DateOnly? due, DateOnly? reached = null)
    {
        _milestones.Add(new Milestone(name, due, reached));
        return this;
    }

    public AccountBuilder Context(DateOnly day, string kind)
    {
        _context.Add(new ContextEvent(day, kind, null));
        return this;
    }

    public AccountBuilder Contract(DateOnly ends, DateOnly? starts = null, DateOnly? notice = null)
    {
        _contracts.Add(new Contract($"K-{_contracts.Count + 1}", starts, ends, notice, null, null, null));
        return this;
    }

    /// <param name="closes">The day of the outcome.</param>
    public AccountBuilder Opportunity(string kind, DateOnly? closes = null, string? outcome = null)
    {
        _opportunities.Add(new Opportunity($"O-{_opportunities.Count + 1}", kind, null, null, null, closes, outcome));
        return this;
    }

    public AccountBuilder Outcome(DateOnly renewal, string word = "renewed")
    {
        _outcomes.Add(new Outcome(renewal, word));
        return this;
    }

    /// <summary>Share of all accounts that have a touchpoint on record.</summary>
    public AccountBuilder TouchedShare(double share)
    {
        _touchedShare = share;
        return this;
    }

    /// <summary>What an operator's settings say of a metric, instead of the guess by its name.</summary>
    public AccountBuilder Metric(MetricSetting setting)
    {
        _settings.Add(setting);
        return this;
    }

    /// <summary>Some other account has rows of the stream.</summary>
    public AccountBuilder Connected(params FactStream[] streams) => Fresh(streams, new StreamFreshness(true, null, false));

    /// <summary>The source's last complete day is too long ago.</summary>
    public AccountBuilder Stale(FactStream stream, DateOnly since) => Fresh([stream], new StreamFreshness(true, since, true));

    /// <summary>The stream is complete through an earlier day than the one that is looked at, and still trusted.</summary>
    public AccountBuilder CompleteThrough(FactStream stream, DateOnly day) => Fresh([stream], new StreamFreshness(true, day, false));

    public AccountFacts Build() => new()
    {
        Id = _id,
        Profile = _profile,
        Versions = [.. _versions.OrderBy(version => version.EffectiveOn).ThenBy(version => version.SourceRank).ThenBy(version => version.FromHistory)],
        People = [.. _people],
        Usage = new UsageHistory(_usage.Select(row => new UsageEntry(row.Key.Day, row.Key.Person, row.Key.Metric, row.Value)).ToArray()),
        Tickets = [.. _tickets],
        Feedback = [.. _feedback],
        Invoices = [.. _invoices],
        Touchpoints = [.. _touchpoints],
        Milestones = [.. _milestones],
        Context = [.. _context],
        Contracts = [.. _contracts],
        Opportunities = [.. _opportunities],
        Outcomes = [.. _outcomes],
    };

    public EvaluationFrame Frame(DateOnly asOf)
    {
        var streams = Enum.GetValues<FactStream>().ToDictionary(
            stream => stream, stream => new StreamFreshness(HasRowBy(stream, asOf), asOf, false));
        foreach (var (stream, freshness) in _freshness)
            streams[stream] = freshness.CompleteThrough is null ? freshness with { CompleteThrough = asOf } : freshness;
        return new EvaluationFrame(asOf, false, streams, MetricGuesser.Table(_metrics, _settings)) { TouchedShare = _touchedShare };
    }

    public AccountView View(DateOnly? asOf = null, HealthModels? models = null) =>
        new(Build(), Frame(asOf ?? Today), models ?? DefaultHealthModels.All);

    private AccountBuilder With(AccountProfile profile)
    {
        _profile = profile;
        return this;
    }

    private AccountBuilder Fresh(FactStream[] streams, StreamFreshness freshness)
    {
        foreach (var stream in streams)
            _freshness[stream] = freshness;
        return this;
    }

    private bool HasRowBy(FactStream stream, DateOnly asOf) => stream switch
    {
        FactStream.Usage => _usage.Keys.Any(row => row.Metric != MetricTable.Sighting && row.Day <= asOf.DayNumber),
        FactStream.People => _people.Count > 0,
        FactStream.Tickets => _tickets.Any(ticket => DateOnly.FromDateTime(ticket.OpenedAt.UtcDateTime) <= asOf),
        FactStream.Feedback => _feedback.Any(feedback => feedback.Date <= asOf),
        FactStream.Invoices => _invoices.Any(invoice => (invoice.IssuedOn ?? invoice.DueOn) <= asOf),
        FactStream.Touchpoints => _touchpoints.Any(touch => touch.Date <= asOf),
        FactStream.Milestones => _milestones.Any(milestone => milestone.DueOn <= asOf || milestone.ReachedOn <= asOf),
        FactStream.Context => _context.Any(happening => happening.Date <= asOf),
        FactStream.Contracts => _contracts.Any(contract => contract.StartsOn is null || contract.StartsOn <= asOf),
        FactStream.Opportunities => _opportunities.Count > 0,
        _ => true,
    };

    private int OrdinalOf(string person)
    {
        if (_ordinals.TryGetValue(person, out int known))
            return known;
        int ordinal = _ordinals.Count + 1;
        _ordinals[person] = ordinal;
        _people.Add(new Person(ordinal, person, null, null, null, null, [new PersonVersion(DateOnly.MinValue, null, null)]));
        return ordinal;
    }

    private int MetricOf(string name)
    {
        int index = _metrics.IndexOf(name);
        if (index >= 0)
            return index;
        _metrics.Add(name);
        return _metrics.Count - 1;
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
