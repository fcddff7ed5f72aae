using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Asked;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Scenes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Everything from evaluation to the inbox on a real database; only what is evaluated is written down by the test.</summary>
internal sealed class AlertingScene : IDisposable, IScoreCourse, IAccountAnswers
{
    public const string Dana = "dana@example.com";
    public const string Lee = "lee@example.com";
    public const string Sam = "sam@example.com";

    private readonly TemporaryStore _store;
    private readonly TemporaryFolder _templates = new();
    private readonly DispatchSignal _signal = new();
    private readonly CountingIds _ids = new();
    private readonly AlertCatalogue _catalogue;
    private readonly SignalVocabulary _signals = SignalVocabulary.Of(SignalCatalogue.All);
    private int _clicks;

    public AlertingScene(bool demo = false)
    {
        _store = new TemporaryStore(Clock);
        Mode = new AlertingMode(demo);
        Template("quiet", "risk");
        Template("drop", "risk");
        Template("grow", "expansion");
        Template("low", "risk", "health.score < 50");
        Template("urgent", "risk", "tickets.open_p1 >= 1");
        Template("champ", "risk", "champion.days_silent >= 7d");
        _catalogue = new AlertCatalogue(
            new TemplateFolder(_templates.Path), _signals, new ProductValues(_store.Database), NullLogger<AlertCatalogue>.Instance);
        Facts.Said = () => Absences.ReadAll(Values.ListAsync(Absences.Scope, default).GetAwaiter().GetResult());
        Facts.Team.Add(new Teammate(Dana, "Dana", TeamRole.Csm, null, "Europe/Berlin", null, null));
        Facts.Team.Add(new Teammate(Lee, "Lee", TeamRole.Csm, null, "UTC", null, null));
        Facts.Team.Add(new Teammate(Sam, "Sam", TeamRole.Sales, null, "UTC", null, null));
    }

    /// <summary>Why every score moved, largest first.</summary>
    private static CauseLine[] Moved =>
    [
        new("Adoption", -6, "", "the customer"), new("Trend", -4, "", "the customer"), new("Breadth", 3, "", "the customer"),
        new("Support", -2, "", "the customer"), new("Key people", -1, "", "the customer"),
    ];

    public AlertingMode Mode { get; }

    public SqlDatabase Database => _store.Database;

    public AlertCatalogue Catalogue => _catalogue;

    public CountingIds Ids => _ids;

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 6, 5, 9, 0, 0, TimeSpan.Zero));

    public FakeFleet Fleet { get; } = new();

    public FakeFacts Facts { get; } = new();

    public AlertStore Store => new(_store.Database, _signal);

    public AlertReader Reader => new(_store.Database, new DeliveryDesk(_store.Database, _signal));

    public Mailbox Mailbox => new(_store.Database, Clock);

    public ProductValues Values => new(_store.Database);

    public Tellings Tellings => new(_store.Database);

    public AccountBook Book => new(Values);

    public DigestOptions Digest { get; } = new();

    public ServiceGaps Gaps => new(Values, Book, new UnsentPosts(_store.Database), Mode);

    public IDueWork Alive => new LifeSigns(Gaps);

    public IDueWork Baseline => new BaselineWork(Facts, Reader, Store, DigestLoader, Book, Values, Posts, Calendars, new Absences(Values), Digest, Mode);

    public IDueWork Handover => new HandoverWork(Facts, Book, Store, Reader, Tellings, Posts, Calendars, new Absences(Values), Digest);

    public IDueWork Return => new ReturnWork(Facts, Reader, Reader, Values, Posts, Calendars, new Absences(Values), Digest);

    public IDueWork Gap => new GapWork(Facts, Gaps, Book, Tellings, Store, Posts, Calendars, Digest);

    public IDueWork Refresh => new RowRefresh(Facts, Store, Values, Clock);

    public IDueWork Review => new ReviewWork(
        Facts, new ReviewLoader(Book, Reader, Reader, _catalogue, Calendars, Digest, MoneyRates.Only("USD"), Mode), Book, Posts, Calendars, new Absences(Values), Values, Digest);

    private RowPosts Posts => new(Store, new ConversationBook([]), _ids);

    private DigestLoader DigestLoader => new(Reader, Store, Tellings, Book, _catalogue, Mode);

    private Outbox Outbox => new(_store.Database, new DeliveryOptions());

    public TellingPolicy Policy { get; set; } = TellingPolicy.Default;

    /// <summary>Whether evaluations see gaps of the service; by default there are none.</summary>
    public IServiceGaps GapsOfTellings { get; set; } = new NoServiceGaps();

    public RoutingRules Routing { get; set; } = RoutingRules.Default;

    public WorkCalendars Calendars { get; set; } = new(WorkHours.Default);

    public IFleetGuard Guard { get; set; } = NoFleetGuard.Instance;

    private static ConversationBook Conversations => new([]);

    private CardRounds Rounds => new(
        Conversations, _catalogue, _ids,
        new TellingScenes(Tellings, Values, new DeliveryDesk(_store.Database, _signal), Conversations, Calendars, GapsOfTellings, new EveryTeammate(), Policy, Mode), Routing, new EvaluatedMoney(), Guard, ProductLinks.None);

    public AccessScope Access { get; set; } = AccessScope.All;

    public Precision Precision => new(_store.Database);

    private AccountAccess Gate => new(Store, Reader, Facts, this, new AccessOptions(Access), Clock);

    /// <summary>What people call wrong; by default these accounts have no facts that could be.</summary>
    public ILeftOut LeftOut { get; set; } = new Fixed(null);

    /// <summary>Facts that the desk writes.</summary>
    public RecordingFactStore Written { get; } = new();

    /// <summary>Portfolios and lists of the fleet's accounts; of a single one nothing is known here but its alerts.</summary>
    private AskedDesk Asked
    {
        get
        {
            var rates = MoneyRates.Only("USD");
            var evaluators = new EvaluatorFactory(new EvaluationRules(DefaultHealthModels.All, [], () => [], 14), Clock);
            return new AskedDesk(
                Gate, new BriefAnswers(new NoBriefs(), ProductLinks.None), new PeopleAnswers(Facts, evaluators),
                new PortfolioAnswers(new Portfolios(Book, Fleet, Gate, rates), ProductLinks.None),
                new ConditionAnswers(new ConditionLists(Fleet, evaluators, SignalVocabulary.Catalogue, Gate, rates, Clock), ProductLinks.None));
        }
    }

    private ConversationDesk Desk
    {
        get
        {
            var acts = new ActDesk(Store, Facts, this, Rounds, Tellings, Gate, LeftOut, _ids, Clock);
            var typed = new TypedActs(Values, (_, _) => null, Clock);
            var said = new SaidDesk(new SaidFacts(Store, Values, Written), _ids, Clock);
            return new ConversationDesk(acts, new CommandDesk(Reader, Store, Facts, this, Gate, acts, Precision, typed, said, Asked, Values, Clock));
        }
    }

    /// <summary>What the next evaluations say of an account; replaces what was said of it before.</summary>
    public void Says(int id, string name, string? owner, int? score, params (string Trigger, TriggerState State, Severity Severity, double Number)[] triggers) =>
        SaysWorth(id, name, owner, score, 12000, triggers);

    /// <summary>The same of an account with another revenue, or none.</summary>
    public void SaysWorth(
        int id, string name, string? owner, int? score, double? arr, params (string Trigger, TriggerState State, Severity Severity, double Number)[] triggers)
    {
        string accountId = name.ToLowerInvariant().Replace(' ', '-');
        var health = new HealthResult("test", score, score, score is { } points ? Bands.Of(points) : null, 1, []);
        Shows(new AccountBuilder(accountId).WithId(id).Named(name).Says(owner: owner, arr: arr).View(), health, triggers);
    }

    /// <summary>The same of an account with facts or a health of its own.</summary>
    public void Shows(AccountView view, HealthResult health, params (string Trigger, TriggerState State, Severity Severity, double Number)[] triggers)
    {
        var (id, accountId, name) = (view.Facts.Id, view.Facts.Profile.AccountId, view.Facts.Profile.Name);
        var results = triggers.Select(trigger => new TriggerResult(
            trigger.Trigger, new Subject(SubjectKind.Account, accountId, name), trigger.State, trigger.Severity,
            [new Evidence("usage.silent_workdays", SignalValue.Of(trigger.Number), Unit.Days, ">=", "10d", true)])
        {
            MayClose = trigger.State == TriggerState.Clear ? Truth.True : Truth.False,
        });
        Fleet.Accounts.RemoveAll(known => known.Evaluation.Id == id);
        Fleet.Accounts.Add((view, new AccountEvaluation(id, accountId, view.AsOf, health, [.. results])));
        Facts.Accounts.RemoveAll(known => known.Id == id);
        Facts.Accounts.Add(new AccountRef(id, accountId, name));
    }

    /// <summary>Works an account out for real, from facts; replaces what was said of it before.</summary>
    public async Task SeesAsync(AccountBuilder account, HealthModel model)
    {
        await _catalogue.RefreshAsync(remember: false, default);
        var view = account.Says(owner: Dana).View(models: new HealthModels([model]));
        var results = new TriggerEvaluator(_signals).Evaluate(_catalogue.Current.Triggers, view, _ => null);
        Fleet.Accounts.RemoveAll(known => known.Evaluation.Id == view.Facts.Id);
        Fleet.Accounts.Add((view, new AccountEvaluation(view.Facts.Id, view.Facts.Profile.AccountId, view.AsOf, view.Health, results)));
    }

    public Task<RoundReport> EvaluateAsync(IAlertStore? store = null) => new AlertTick(
        Fleet, Facts, store ?? Store, _catalogue, new AlertWords(_signals),
        new TickCommitter(store ?? Store, Tellings, this, Rounds, NullLogger<TickCommitter>.Instance), new FleetRounds(MoneyRates.Only("USD")), Guard, Book, Calendars, Mode, Clock).RunAsync(default);

    /// <summary>Evaluates, and delivers what it led to.</summary>
    public async Task TickAsync()
    {
        await EvaluateAsync();
        await DeliverAsync();
    }

    /// <summary>Moves the clock to an instant, UTC.</summary>
    public void To(int year, int month, int day, int hour, int minute) =>
        Clock.Advance(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero) - Clock.GetUtcNow());

    /// <summary>Asks whether digests are due; delivers them.</summary>
    public async Task<int> DigestAsync(IAlertStore? store = null, bool deliver = true)
    {
        int said = await new DigestWork(
            Facts, DigestLoader, Book, store ?? Store, Values, new ConversationBook([]), _ids, Calendars, new Absences(Values), Digest)
            .RunAsync(Clock.GetUtcNow(), default);
        if (deliver)
            await DeliverAsync();
        return said;
    }

    /// <summary>Asks something whether it is due now; delivers what it says.</summary>
    public async Task<int> DueAsync(IDueWork work)
    {
        int done = await work.RunAsync(Clock.GetUtcNow(), default);
        await DeliverAsync();
        return done;
    }

    public Task<Message> PreviewAsync(string reader) => new Digests(
        Facts, DigestLoader, Book, Values, new ConversationBook([]), _ids, new Absences(Values), Digest, Clock).PreviewAsync(reader, default);

    public async Task DeliverAsync()
    {
        using var dispatcher = new Dispatcher(
            Outbox, [new InboxPlatform(Mailbox)], _signal, Options.Create(new DeliveryOptions()), Clock, NullLogger<Dispatcher>.Instance);
        await dispatcher.DrainAsync(default);
    }

    /// <summary>What the reader sees, oldest first.</summary>
    public async Task<IReadOnlyList<Message>> SeenAsync(string reader) =>
        [.. (await Mailbox.ReadAsync(InboxPlatform.ConversationOf(reader), 100, default)).Reverse().Select(message => message.Message)];

    public async Task<Message> OnlyCardAsync(string reader) => Assert.Single(await SeenAsync(reader));

    /// <summary>Looks for what was forgotten, and delivers the reminders.</summary>
    public async Task RemindAsync()
    {
        await new Reminders(
            Reader, Store, Tellings, Values, Facts, new Absences(Values), Calendars, Conversations, _ids).RunAsync(Clock.GetUtcNow(), default);
        await DeliverAsync();
    }

    /// <summary>What was said under cards, oldest first.</summary>
    public Task<IReadOnlyList<string>> LinesAsync()
    {
        using var reader = _store.Database.Read();
        using var rows = reader.Prepare("SELECT desired FROM outbox WHERE thread_of IS NOT NULL ORDER BY id");
        var lines = new List<string>();
        while (rows.Step())
            lines.Add(MessageJson.Read(rows.Text(0)).Text);
        return Task.FromResult<IReadOnlyList<string>>(lines);
    }

    /// <summary>The account's alert of a trigger, as it is stored.</summary>
    public async Task<Alert> AlertAsync(string trigger, int account = 1) =>
        (await Store.ReadAsync([account], default))[0].Alerts.Single(stored => stored.Alert.Key.Trigger == trigger).Alert;

    /// <summary>Presses a button of a message and delivers what it led to.</summary>
    public async Task<Answer> PressAsync(
        Message message, string action, string teammate = Dana, string? clickId = null, params (string Name, string Value)[] inputs)
    {
        string value = message.Buttons.Single(button => button.Action == action).Value;
        return await ClickAsync(action, value, teammate, clickId, inputs);
    }

    public async Task<Answer> ClickAsync(string action, string value, string teammate = Dana, string? clickId = null, params (string Name, string Value)[] inputs)
    {
        var answer = await Desk.ClickAsync(
            new Click(
                clickId ?? $"click-{++_clicks}", "inbox:" + teammate, teammate, InboxPlatform.ConversationOf(teammate), action, value,
                inputs.ToDictionary(input => input.Name, input => input.Value)),
            default);
        await DeliverAsync();
        return answer;
    }

    /// <summary>Types a command, and delivers what it led to.</summary>
    public async Task<Message> AskAsync(string text, string teammate = Dana)
    {
        var answer = await Desk.CommandAsync(new CommandLine("inbox:" + teammate, teammate, InboxPlatform.ConversationOf(teammate), text), default);
        await DeliverAsync();
        return Assert.IsType<Message>(answer.Message);
    }

    /// <summary>As a database of an earlier version is.</summary>
    public Task ForgetTellingsAsync() => _store.Database.WriteAsync(
        session =>
        {
            using var delete = session.Prepare("DELETE FROM tellings");
            delete.Run();
        },
        default);

    public void Dispose()
    {
        _catalogue.Dispose();
        _templates.Dispose();
        _store.Dispose();
    }

    Task<IScoreStories> IScoreCourse.BeginAsync(DateOnly asOf, CancellationToken cancellation) => Task.FromResult<IScoreStories>(new Stories(asOf));

    Task<Message?> IAccountAnswers.WhyAsync(int accountId, DateOnly? asOf, int sinceDays, CancellationToken cancellation) =>
        Task.FromResult<Message?>(Line($"why {accountId} {sinceDays}"));

    Task<Message?> IAccountAnswers.WhyCardAsync(AccountSnapshot said, CancellationToken cancellation) =>
        Task.FromResult<Message?>(Line($"why card {said.Id} {said.Score} {said.Move?.Change}"));

    Task<Message?> IAccountAnswers.SummaryAsync(int accountId, CancellationToken cancellation) => Task.FromResult<Message?>(Line($"summary {accountId}"));

    Task<AccountHead?> IAccountAnswers.HeadAsync(int accountId, CancellationToken cancellation) => Task.FromResult(
        Fleet.Accounts.Where(known => known.Evaluation.Id == accountId).Select(known => new AccountHead(known.View.OwnerEmail, false, [])).FirstOrDefault());

    private sealed class Stories(DateOnly asOf) : IScoreStories
    {
        public Task<IReadOnlyDictionary<int, ScoreStory>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<int, ScoreStory>>(accountIds.ToDictionary(id => id, _ => new ScoreStory(
                [new CoursePoint(asOf.AddDays(-28), 70), new CoursePoint(asOf, 60)], new ScoreMove(asOf.AddDays(-28), -10, Moved))));
    }

    /// <summary>Whatever is called wrong, the same is left out.</summary>
    public sealed record Fixed(LeftOutNote? Note) : ILeftOut
    {
        public Task<LeftOutNote?> NoteAsync(AlertKey alert, string by, CancellationToken cancellation) => Task.FromResult(Note);
    }

    private static Message Line(string text) => new() { Text = text, Blocks = [] };

    private void Template(string name, string kind, string when = "usage.silent_workdays >= 10d") => _templates.Write(
        $"alerts/{name}.md",
        $$$"""
        ---
        kind: {{{kind}}}
        severity: high
        when: {{{when}}}
        due: 2 days
        title: "{{account}}: {{{name}}}"
        playbook:
          - Call them about {{{name}}}
        ---
        It is {{{name}}}.
        """);

    private sealed class NoBriefs : IBriefs
    {
        public Task<Brief?> OfAsync(int accountId, CancellationToken cancellation) => Task.FromResult<Brief?>(null);
    }
}
