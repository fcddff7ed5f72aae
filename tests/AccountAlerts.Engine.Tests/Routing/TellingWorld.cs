using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Fakes;
using NodaTime;

namespace AccountAlerts.Engine.Tests.Routing;

/// <summary>Accounts, alerts and what was told of them in memory; every round begins from what is stored, as after a restart.</summary>
internal sealed class TellingWorld(IReadOnlyList<Teammate> team, DateTimeOffset start, IReadOnlyDictionary<string, Preferences>? preferences = null)
{
    private readonly Dictionary<int, AccountSnapshot> _accounts = [];
    private readonly Dictionary<AlertKey, StoredAlert> _alerts = [];
    private readonly Dictionary<(AlertKey Alert, int Episode, int News, string Reader), Telling> _tellings = [];
    private readonly Dictionary<string, StoredCard> _cards = [];
    private readonly CountingIds _ids = new();
    private readonly ConversationBook _book = new([]);
    private DateTimeOffset _lastDigests = start;

    public DateTimeOffset Now { get; private set; } = start;

    public TeamDirectory Team { get; } = new(team, preferences);

    public TellingPolicy Policy { get; set; } = TellingPolicy.Default;

    public RoutingRules Rules { get; set; } = RoutingRules.Default;

    public WorkCalendars Calendars { get; } = new(WorkHours.Default);

    public Dictionary<string, SaidAbsence> Away { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Unreachable { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IFleetHolds Fleet { get; set; } = NoFleetGuard.Instance;

    public ServiceGap? Gap { get; set; }

    public bool Demo { get; set; }

    public HashSet<string> WithoutDigest { get; } = new(StringComparer.OrdinalIgnoreCase);

    public AccountMutes Mutes { get; set; } = AccountMutes.None;

    /// <summary>Every message that interrupted somebody.</summary>
    public List<(string Reader, string Key, DateTimeOffset At)> Posted { get; } = [];

    /// <summary>Every time that news was told: whose it was, and where.</summary>
    public List<(Telling Telling, string Where)> Told { get; } = [];

    public IEnumerable<Telling> Tellings => _tellings.Values;

    public IEnumerable<Alert> Alerts => _alerts.Values.Select(stored => stored.Alert);

    public IEnumerable<Card> Cards => _cards.Values.Select(stored => stored.Card);

    public WorkCalendar CalendarOf(string reader) => Calendars.Of(Team, reader);

    public void Account(int id, string? owner, double arr = 10_000, string? segment = null, bool confidential = false, bool unpaid = false) =>
        _accounts[id] = new AccountSnapshot(
            id, $"account-{id}", $"Account {id}", default, segment, arr, "USD", 60, owner, confidential, 60, Band.AtRisk, null, "", unpaid, [], false);

    /// <summary>Opens the alert, or announces it anew.</summary>
    public Alert Announce(int account, Severity severity, TriggerKind kind = TriggerKind.Risk, string trigger = "quiet")
    {
        var key = new AlertKey(account, trigger, SubjectKind.Account, $"account-{account}");
        var before = _alerts.GetValueOrDefault(key)?.Alert;
        bool goesOn = before is { IsLive: true };
        var alert = new Alert
        {
            Key = key,
            Episode = goesOn ? before!.Episode : (before?.Episode ?? 0) + 1,
            Kind = kind,
            SubjectLabel = key.SubjectKey,
            OpenedAt = goesOn ? before!.OpenedAt : Now,
            ChangedAt = Now,
            Status = new AlertStatus
            {
                State = AlertState.Open, Severity = severity, Mark = new Mark(severity, null), Owner = _accounts[account].OwnerEmail,
                News = goesOn ? before!.Status.News + 1 : 1,
            },
        };
        return Put(alert);
    }

    public void Set(int account, AlertState state, string trigger = "quiet", string? assignee = null)
    {
        var key = new AlertKey(account, trigger, SubjectKind.Account, $"account-{account}");
        if (_alerts.TryGetValue(key, out var stored) && stored.Alert.IsLive)
            Put(stored.Alert with { Status = stored.Alert.Status with { State = state, Assignee = assignee ?? stored.Alert.Status.Assignee } });
    }

    /// <summary>Lets time pass; every morning on the way has its digests, where there is anything to say.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        foreach (string reader in _tellings.Values.Select(telling => telling.Reader).Distinct().ToList())
        {
            if (Roles.IsChannel(reader) || WithoutDigest.Contains(reader) || CalendarOf(reader).NextMorning(_lastDigests, new LocalTime(8, 0)) is var morning && morning > Now)
                continue;
            foreach (var telling in Waiting(reader, TellingWay.Digest))
                Tell(telling, $"digest/{reader}/{Now:O}");
        }

        _lastDigests = Now;
    }

    /// <summary>One evaluation.</summary>
    /// <param name="act">True for a round that a click begins, of one account.</param>
    public void Round(int? act = null)
    {
        var scene = new TellingScene(Now, Team, Policy, Calendars)
        {
            Away = new AwayTeam(Team, Away),
            Unreachable = reader => Unreachable.GetValueOrDefault(reader),
            Fleet = Fleet,
            Gap = Gap,
            Demo = Demo,
            Mutes = Mutes,
            Digests = new Book(WithoutDigest),
        };
        scene.Count([.. _tellings.Values.Where(telling => telling.DecidedAt >= Now - BudgetLedger.Memory || telling.ToldAt >= Now - BudgetLedger.Memory)]);
        var desk = new NewsDesk(scene, new Router(Team, Rules), AlertSet.Empty, new Arr(), reconsider: act is null);
        var round = new CardRound(desk, Rules, _book, _ids, ProductLinks.None);
        var looked = _accounts.Values.Where(account => act is null || act == account.Id).Select(account => (File: FileOf(account), account))
            .Select(pair => (pair.File, News: desk.Look(
                pair.File, pair.account, pair.File.Alerts, [.. _tellings.Values.Where(telling => telling.Alert.AccountId == pair.account.Id)], []))).ToList();
        desk.Decide(looked.SelectMany(pair => pair.News.Items));
        foreach (var (file, news) in looked)
            Store(round.Plan(file, news));
        Gap = null;
    }

    /// <summary>Tells what waits for one message about many.</summary>
    public void Bundles()
    {
        foreach (string reader in _tellings.Values.Select(telling => telling.Reader).Distinct().ToList())
        {
            foreach (var telling in Waiting(reader, TellingWay.Bundle).Concat(Waiting(reader, TellingWay.Held).Where(telling => telling.Reason == TellingReasons.Gap)).ToList())
                Tell(telling, $"bundle/{reader}/{Now:O}");
        }
    }

    public Telling? TellingOf(Alert alert, string reader) => _tellings.GetValueOrDefault((alert.Key, alert.Episode, alert.Status.News, reader));

    private List<Telling> Waiting(string reader, TellingWay way) =>
    [
        .. _tellings.Values.Where(telling => telling.Reader == reader && telling.Way == way && telling.ToldAt is null
            && _alerts[telling.Alert].Alert is { IsLive: true } alert && alert.Episode == telling.Episode),
    ];

    private AccountFile FileOf(AccountSnapshot account) => new(
        account.Id, account, [.. _alerts.Values.Where(stored => stored.Alert.Key.AccountId == account.Id)],
        [.. _cards.Values.Where(stored => stored.Card.AccountId == account.Id).GroupBy(stored => (stored.Card.Kind, stored.Card.Conversation)).Select(place => place.MaxBy(stored => stored.Card.Generation)!)]);

    private void Store(AccountPlan plan)
    {
        foreach (var planned in plan.Cards)
        {
            if (planned.Card.Version == 0)
                Posted.Add((planned.Card.Conversation.Id, planned.Card.Key, Now));
            _cards[planned.Card.Key] = new StoredCard(planned.Card with { Version = planned.Card.Version + 1 }, "");
        }

        foreach (var telling in plan.Tellings)
        {
            var key = (telling.Alert, telling.Episode, telling.News, telling.Reader);
            Assert.Null(_tellings.GetValueOrDefault(key)?.ToldAt);
            if (telling is { ToldAt: not null, ToldIn: { } where })
                Told.Add((telling, where));
            _tellings[key] = telling;
        }
    }

    private void Tell(Telling telling, string where)
    {
        Told.Add((telling, where));
        _tellings[(telling.Alert, telling.Episode, telling.News, telling.Reader)] = telling with { ToldAt = Now, ToldIn = where };
    }

    private Alert Put(Alert alert)
    {
        _alerts[alert.Key] = new StoredAlert(alert, new CauseWords(alert.Key.Trigger, [], [], "Call", ["Call"], default, null));
        return alert;
    }

    private sealed class Arr : IMoneyAtRisk
    {
        public double? Of(AccountSnapshot account) => account.Arr;
    }

    private sealed class Book(IReadOnlySet<string> without) : IDigestBook
    {
        public bool Reaches(string reader) => !Roles.IsChannel(reader) && !without.Contains(reader);
    }
}
