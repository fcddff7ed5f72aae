using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Accounts;

/// <summary>One account as it was known at the end of one day: everything later is cut away. Not thread-safe.</summary>
/// <remarks>Everything is worked out when first asked for, and at most once.</remarks>
public sealed class AccountView : ISignalReader
{
    private readonly SignalContext _context;
    private SignalMemo _memo;
    private AccountColumns? _columns;
    private Activity? _activity;
    private (bool Known, DateOnly? Day) _createdOn;
    private (int Days, AccountView? View) _earlier;
    private (bool Known, Champion? Champion) _champion;
    private (bool Known, PersonHabits? Habits) _championHabits;
    private Person[]? _people;
    private (bool Known, Departments? Departments) _departments;
    private HealthResult? _health;
    private (bool Known, ScoreGlance Score) _glance;
    private bool _scoring;

    /// <param name="expectedSignals">How many signals will probably be asked for: memory for them is taken at once.</param>
    public AccountView(AccountFacts facts, EvaluationFrame frame, HealthModels models, int expectedSignals = 8)
    {
        Facts = facts;
        Frame = frame;
        Models = models;
        _context = new SignalContext(this, null);
        _memo = new SignalMemo(SignalScope.Account, expectedSignals);
    }

    public AccountFacts Facts { get; }

    public EvaluationFrame Frame { get; }

    public HealthModels Models { get; }

    /// <summary>Inputs that somebody called wrong: they read as missing for as long as they say the same.</summary>
    public IReadOnlyList<LeftOutInput> LeftOut { get; init; } = [];

    /// <summary>What knows the same account on earlier days; null where nothing does.</summary>
    public IEarlierViews? Days { get; init; }

    public DateOnly AsOf => Frame.AsOf;

    /// <summary>The account's own columns, each with its last known value.</summary>
    public AccountColumns Columns => _columns ??= AccountColumns.Of(Facts, AsOf);

    public string? Segment => Columns.Segment;

    public int? Seats => Columns.Seats;

    public double? Arr => Columns.Arr;

    public string? OwnerEmail => Columns.OwnerEmail;

    public DateOnly? RenewalOn => Columns.RenewalOn;

    public Lifecycle? Lifecycle => Columns.Lifecycle;

    /// <summary>The day the account was created, as given, else its earliest dated fact; null if it has none by the day.</summary>
    public DateOnly? CreatedOn
    {
        get
        {
            if (!_createdOn.Known)
                _createdOn = (true, Facts.Profile.CreatedOn ?? EarliestFact.UpTo(AsOf, Facts));
            return _createdOn.Day;
        }
    }

    /// <summary>False before the account was created.</summary>
    public bool Exists => CreatedOn <= AsOf;

    /// <summary>Days since the account was created.</summary>
    public int AgeDays => CreatedOn is { } created ? AsOf.DayNumber - created.DayNumber : 0;

    /// <summary>The last day of use that the signals look at; null where no use is known.</summary>
    public DateOnly? UsageThrough => Activity.Digest is { } digest ? DateOnly.FromDayNumber(digest.End) : null;

    /// <summary>The person to talk to, as a source names them, else the most active user; null if there is neither.</summary>
    public Champion? Champion
    {
        get
        {
            if (!_champion.Known)
                _champion = (true, ChampionFinder.Find(this, Activity.Digest));
            return _champion.Champion;
        }
    }

    /// <summary>Everybody known to exist at the account by the day, deactivated people included.</summary>
    public IReadOnlyList<Person> People => _people ??= [.. Facts.People.Where(Knows)];

    /// <summary>The first health model that fits the account's segment and lifecycle; null if none does.</summary>
    public HealthModel? HealthModel => HealthScorer.ModelFor(Models, Segment, Lifecycle);

    /// <summary>The published score alone: quicker than <see cref="Health"/> where nobody asks what it is made of.</summary>
    public int? WholeScore => _health is null ? Glance.Score : _health.Score;

    /// <summary>The published score and which inputs are known.</summary>
    internal ScoreGlance Glance
    {
        get
        {
            if (!_glance.Known && _health is not null)
            {
                _glance = (true, HealthScorer.Glance(HealthModel, _health));
            }
            else if (!_glance.Known)
            {
                _scoring = true;
                _glance = (true, HealthScorer.Glance(this));
                _scoring = false;
            }

            return _glance.Score;
        }
    }

    /// <summary>The account's health under the first model that fits it.</summary>
    public HealthResult Health
    {
        get
        {
            if (_health is null)
            {
                _scoring = true;
                _health = HealthScorer.Score(this);
                _scoring = false;
            }

            return _health;
        }
    }

    /// <summary>The account so many days earlier; null if it did not exist then, or nobody prepared for that day.</summary>
    internal AccountView? Earlier(int days)
    {
        // One look back is asked for again and again, never two.
        if (_earlier.Days != days)
            _earlier = (days, Days?.View(Facts, AsOf.AddDays(-days)) is { Exists: true } there ? there : null);
        return _earlier.View;
    }

    /// <summary>True while the score is being worked out: a component that asks for it gets "missing" instead of an endless loop.</summary>
    internal bool IsScoring => _scoring;

    internal Activity Activity => _activity ??= Activity.Of(this);

    /// <summary>Who is in which department; null if nobody is in any.</summary>
    internal Departments? Departments
    {
        get
        {
            if (!_departments.Known)
                _departments = (true, Accounts.Departments.Of(this));
            return _departments.Departments;
        }
    }

    /// <summary>How the champion usually works; null without one, or if they were never active.</summary>
    internal PersonHabits? ChampionHabits
    {
        get
        {
            if (!_championHabits.Known)
                _championHabits = (true, Champion is { } champion ? Activity.HabitsOf(champion.Person) : null);
            return _championHabits.Habits;
        }
    }

    public SignalValue Read(Signal signal)
    {
        var value = ReadFacts(signal);
        return LeftOut.Count == 0 ? value : LeftOutInput.Apply(LeftOut, signal, null, value, AsOf);
    }

    /// <summary>What the facts say, left out or not: for signals that are made of others, which nobody called wrong.</summary>
    internal SignalValue ReadFacts(Signal signal)
    {
        if (signal.Scope != SignalScope.Account)
            throw new ArgumentException($"{signal.Name} is about one {Subjects.Word(signal.Scope)}; read it from ForSubject(...).", nameof(signal));
        return _memo.Read(signal, _context);
    }

    /// <summary>The same account seen with one of its people in mind.</summary>
    public SubjectView ForPerson(Person person) => new(SignalScope.Person, new SignalContext(this, person), person.PersonId);

    /// <summary>What reads the signals of a subject; the account itself for one about it, and for one that is not there any more.</summary>
    public ISignalReader ForSubject(Subject subject)
    {
        foreach (var context in Subjects.Of(this, subject.Kind))
        {
            if (Subjects.SubjectOf(context).Key == subject.Key || context.Person?.IsKnownAs(subject.Key) == true)
                return new SubjectView(Subjects.ScopeOf(subject.Kind), context, subject.Key);
        }

        return this;
    }

    /// <summary>The person's role as of the day.</summary>
    public PersonRole? RoleOf(Person person) => PersonHistory.RoleAt(person, AsOf);

    /// <summary>The person's department as of the day.</summary>
    public string? DepartmentOf(Person person) => PersonHistory.DepartmentAt(person, AsOf);

    public bool IsDeactivated(Person person) => person.DeactivatedOn <= AsOf;

    private bool Knows(Person person) => person.FirstSeen <= AsOf || Activity.Digest?.FirstKnown(person.Ordinal) is not (null or UsageDigest.Never);
}
