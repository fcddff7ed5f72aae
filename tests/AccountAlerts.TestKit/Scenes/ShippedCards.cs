using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Signals;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>The card of every shipped alert in every state that a card can be in.</summary>
public static class ShippedCards
{
    private static readonly DateTimeOffset Opened = new(2026, 6, 2, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Opened.UtcDateTime);
    /// <summary>More things are rarely wrong with one customer at a time.</summary>
    private const int MostOthers = 4;

    private static readonly Conversation Place = new("chat", "T0", "U0");

    private static readonly TeamDirectory Team = new(
    [
        new Teammate("dana@example.com", "Dana Reyes", TeamRole.Csm, "lee@example.com", "Europe/Berlin", "noor@example.com", null),
        new Teammate("noor@example.com", "Noor Haddad", TeamRole.Csm, "lee@example.com", "UTC", null, null),
        new Teammate("lee@example.com", "Lee Park", TeamRole.Manager, null, "UTC", null, null),
        new Teammate("sam@example.com", "Sam Osei", TeamRole.Executive, null, "UTC", null, null),
    ]);

    private static readonly AccountSnapshot Account = new(
        1, "amber-health", "Amber Health", Day, "enterprise", 48_000, "EUR", 42, "dana@example.com", false, 44, Band.Critical, null,
        "Usage to 1 June. From 5 of 7 inputs; no survey, no invoices", false,
        [.. ((int[])[81, 79, 74, 70, 62, 60, 56, 51, 44]).Select((score, week) => new CoursePoint(Day.AddDays(7 * (week - 8)), score))], false)
    {
        Move = new ScoreMove(Day.AddDays(-28), -18,
        [
            new CauseLine("Champion activity", -9, "0 of 5 usual days", "the customer"), new CauseLine("Active people", -6, "31 -> 19", "the customer"),
            new CauseLine("Support", -2, "1 urgent ticket open", "the customer"), new CauseLine("Feedback", -1, "no survey since March", "data came or went"),
        ])
        {
            Parts =
            [
                new MovedPart("champion.named_silent_workdays", -9.2, true), new MovedPart("usage.change_worst", -5.8, true), new MovedPart("tickets.open_p1", -2, true),
                new MovedPart("nps.latest", -1, false),
            ],
        },
        Money = new Domain.Money.MoneyAtRisk(48_000, "EUR", true, false),
        Large = true,
    };

    /// <summary>The same where nobody named a champion, and where one of us sees it another way.</summary>
    private static readonly AccountSnapshot Discussed = Account with
    {
        Guessed = new GuessedChampion("p1", "Ines Ortega"),
        Opinion = new TeamOpinion(
            new SaidFact("s1", Opened.AddDays(-9), SaidKinds.Sentiment, "lee@example.com", "red", null, "their budget is under review", null),
            new SaidFact("s2", Opened.AddDays(-3), SaidKinds.Override, "lee@example.com", "at risk", Day.AddDays(27), "their board decides in July", null), null),
    };

    /// <summary>How an alert can stand, by what to call it.</summary>
    private static readonly Dictionary<string, Func<AlertStatus, AlertStatus>> States = new(StringComparer.Ordinal)
    {
        ["open"] = status => status,
        ["standing"] = status => status with { State = AlertState.Standing },
        ["acknowledged"] = status => status with { State = AlertState.Acknowledged, AcknowledgedBy = "dana@example.com", AcknowledgedAt = Opened.AddHours(1) },
        ["snoozed"] = status => status with
        {
            State = AlertState.Snoozed, Note = "on leave", Snooze = new Snooze(Opened.AddDays(7), WakeOn.Worse | WakeOn.RenewalNear, "dana@example.com"),
        },
        ["snooze over"] = status => status with { SnoozedBy = "dana@example.com" },
        ["news after an acknowledgement"] = status => status with { TakenBefore = new Taken("dana@example.com", Opened.AddDays(-2)), News = 2 },
        ["handed over"] = status => status with { Assignee = "noor@example.com", HandedBy = "dana@example.com", HandedAt = Opened, Note = "knows their admin" },
        ["claimed"] = status => status with { Assignee = "noor@example.com", HandedBy = "noor@example.com", HandedAt = Opened },
        ["steps begun"] = status => status with
        {
            Playbook = new Playbook("dana@example.com", Day.AddDays(3), Opened,
                [new PlaybookStep("Call Ines", "dana@example.com", Opened.AddHours(3)), new PlaybookStep("Write to their admin"), new PlaybookStep("Tell Lee")]),
        },
        ["kept from the sponsor"] = status => status with { Sponsor = SponsorWord.None with { HeldBy = "dana@example.com", HeldWhy = "call is on Friday" } },
        ["asked of the sponsor"] = status => status with { Sponsor = SponsorWord.None with { Note = "Will you call their CFO before Friday?" } },
        ["back to normal"] = status => Over(status, null),
        ["done"] = status => Over(status, AlertReasons.Done) with { Note = "called, new contact named" },
        ["known"] = status => Over(status, AlertReasons.Known),
        ["away"] = status => Over(status, AlertReasons.Away),
        ["wrong data"] = status => Over(status, AlertReasons.WrongData),
        ["not for this customer"] = status => Over(status, AlertReasons.Muted),
        ["left"] = status => Over(status, AlertReasons.AccountLeft),
        ["switched off"] = status => Over(status, AlertReasons.TriggerOff),
    };

    public static async Task<IReadOnlyList<(string Name, Message Message)>> AllAsync()
    {
        var cards = new List<(string, Message)>();
        var stored = await StoredAsync();
        foreach (var alert in stored)
        {
            string name = alert.Alert.Key.Trigger;
            StoredAlert[] others = [.. stored.Where(other => other != alert).OrderByDescending(other => other.Alert.Kind == alert.Alert.Kind).Take(MostOthers)];
            foreach (var (state, change) in States)
            {
                var changed = With(alert, change);
                cards.Add(($"{name}, {state}", Card([changed], changed.Alert.IsLive ? CardPhase.Live : CardPhase.Closed)));
                cards.Add(($"{name}, {state}, for the sponsor", Card([changed], changed.Alert.IsLive ? CardPhase.Live : CardPhase.Closed, "sam@example.com")));
                cards.Add(($"{name}, {state}, among others", Card([changed, .. others])));
                cards.Add(($"{name}, {state}, discussed", Card([changed], changed.Alert.IsLive ? CardPhase.Live : CardPhase.Closed, account: Discussed)));
            }

            cards.Add(($"{name}, a newer message", Card([alert], CardPhase.Superseded)));
            cards.Add(($"{name}, now with somebody else", Card([alert], CardPhase.Closed, movedTo: "noor@example.com")));
            cards.Add(($"{name}, in a channel", Card([alert], reader: "#customer-success")));
            cards.Add(($"{name}, for the manager", Card([alert], reader: "lee@example.com")));
        }

        cards.Add(("everything at once", Card(stored)));
        cards.Add(("everything at once, discussed", Card(stored, account: Discussed)));
        return cards;
    }

    /// <summary>Lists of which every line can be acted on, and answers with tables.</summary>
    public static async Task<IReadOnlyList<(string Name, Message Message)>> ListsAsync()
    {
        var stored = await StoredAsync();
        var listed = stored.Select(alert => new DigestAlert(alert, Account, [], 12_000, null)).ToList();
        DigestInput Input(IReadOnlyList<DigestAlert> alerts, int most) => new(
            Team.Of("dana@example.com"), Opened.AddHours(2), Team, alerts, new Dictionary<string, int> { ["budget"] = 2 }, [], new Dictionary<int, BandMemo>(),
            new BookHead(Opened, Day, new Dictionary<string, DateOnly?> { ["Tickets"] = Day.AddDays(-20) }, []), most, true);
        RowWriter Rows() => new("AAAAAAAAAAAAAAAAAAAAAA", "dana@example.com", Place, Team, Opened.AddHours(2));
        var covered = listed.Select(alert => On(alert, 9) with { For = Team.Of("noor@example.com") }).ToList();
        return
        [
            ("digest", DigestComposer.Compose(Input(listed, 8), Rows()).Message),
            ("digest of a full day", DigestComposer.Compose(Input([.. Enumerable.Repeat(listed, 5).SelectMany((all, day) => all.Select(alert => On(alert, day)))], 40), Rows()).Message),
            ("digest for who is away", DigestComposer.Compose(Input([.. listed, .. covered], 8), Rows()).Message),
            ("digest of a quiet day", DigestComposer.Compose(Input([], 8), Rows()).Message),
            ("queue", new Message
            {
                Text = "Nobody has these yet",
                Blocks =
                [
                    new RowList([.. stored.Select(alert => new MessageRow(
                        [new Span(Account.Name, SpanStyle.Strong), new Span(": " + alert.Text.Title)], alert.Text.NextStep, CardButtons.ForRow(alert, Account, Team)))]),
                ],
            }),
            ("history", new Message
            {
                Text = "What happened at Amber Health",
                Blocks = [new TableBlock(["When", "Who", "What", "About"], [.. stored.Select(alert => (string[])["2 Jun 09:00", "Dana Reyes", "is on it", alert.Text.Title])])],
            }),
            .. AskedAnswers.All(stored),
        ];

        static DigestAlert On(DigestAlert alert, int day) =>
            alert with { Stored = alert.Stored with { Alert = alert.Stored.Alert with { Key = alert.Stored.Alert.Key with { AccountId = 1 + day } } } };
    }

    /// <summary>One card with the alerts of these files as its causes, all of them open.</summary>
    public static async Task<Message> OfAsync(params string[] alerts) => Card([.. (await StoredAsync()).Where(stored => alerts.Contains(stored.Alert.Key.Trigger))]);

    /// <summary>A champion who fell silent, as the owner reads of it.</summary>
    public static async Task<Message> ForThePictureAsync() =>
        Card([(await StoredAsync(colleagues: false)).Single(alert => alert.Alert.Key.Trigger == "champion-silent")]);

    private static Message Card(IReadOnlyList<StoredAlert> alerts, CardPhase phase = CardPhase.Live, string reader = "dana@example.com", string? movedTo = null, AccountSnapshot? account = null)
    {
        var card = new Card
        {
            Key = "AAAAAAAAAAAAAAAAAAAAAA",
            AccountId = 1,
            Kind = alerts[0].Alert.Kind,
            Conversation = Place,
            Reader = reader,
            Generation = 1,
            Phase = phase,
            Causes = [.. alerts.Select((alert, index) => new CardCause(index + 1, alert.Alert.Key, alert.Alert.Episode, 1))],
            CreatedAt = Opened,
        };
        return CardComposer.Compose(
            new PlannedCard(card, null, true, movedTo), account ?? Account, alerts.ToDictionary(alert => alert.Alert.Key),
            new CardFrame(Team, new ProductLinks(new Uri("https://alerts.example.com"), "https://crm.example.com/accounts/{account_id}"), _ => Opened.AddHours(4)));
    }

    private static async Task<IReadOnlyList<StoredAlert>> StoredAsync(bool colleagues = true)
    {
        using var catalogue = new AlertCatalogue(
            new TemplateFolder(Clone.In("templates")), SignalVocabulary.Catalogue, new MemoryTriggerTexts(), NullLogger<AlertCatalogue>.Instance);
        var set = await catalogue.RefreshAsync(remember: false, default);
        return [.. set.Templates.Select(template => Stored(template, Signals().With("people.colleagues_steady", colleagues)))];
    }

    private static StoredAlert Stored(AlertTemplate template, FakeReader reader)
    {
        var subject = template.Trigger.Each == SubjectKind.Person
            ? new Subject(SubjectKind.Person, "ines", "Ines Ortega")
            : new Subject(SubjectKind.Account, "amber-health", "Amber Health");
        var result = new TriggerEvaluator(SignalVocabulary.Catalogue).Judge(template.Trigger, subject, reader, _ => null);
        var words = new AlertWords(SignalVocabulary.Catalogue).Render(template, result, new AlertContext(reader, "Amber Health", "EUR", "Dana Reyes", Day, Day));
        return new StoredAlert(
            new Alert
            {
                Key = new AlertKey(1, template.Trigger.Name, subject.Kind, subject.Key),
                Episode = 1,
                Kind = template.Trigger.Kind,
                SubjectLabel = subject.Label,
                OpenedAt = Opened,
                ChangedAt = Opened,
                Status = new AlertStatus
                {
                    State = AlertState.Open, Severity = result.Severity, Mark = new Mark(result.Severity, 44), Owner = "dana@example.com", AnnouncedAt = Opened,
                },
            },
            words);
    }

    private static StoredAlert With(StoredAlert alert, Func<AlertStatus, AlertStatus> change) =>
        alert with { Alert = alert.Alert with { Status = change(alert.Alert.Status) } };

    private static AlertStatus Over(AlertStatus status, string? outcome) =>
        status with { State = AlertState.Resolved, Outcome = outcome, ResolvedAt = Opened.AddDays(1), ResolvedBy = "dana@example.com" };

    private static FakeReader Signals() => ShippedSignals.Known();
}
