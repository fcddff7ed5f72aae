using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Tests.Running;

/// <summary>Invented people, accounts and cards, in the words that real ones use.</summary>
public static class Scene
{
    public static DateTimeOffset Now { get; } = new(2026, 6, 3, 9, 20, 0, TimeSpan.Zero);

    public static Teammate Dana { get; } = new("dana@example.com", "Dana Whitfield", TeamRole.Csm, "sam@example.com", "Europe/Berlin", null, null);

    public static Teammate Lee { get; } = new("lee@example.com", "Lee Park", TeamRole.Csm, "sam@example.com", "America/New_York", null, null);

    public static Teammate Noor { get; } = new("noor@example.com", "Noor Haddad", TeamRole.Sales, null, "UTC", null, null);

    public static Teammate Sam { get; } = new("sam@example.com", "Sam Okafor", TeamRole.Manager, null, "UTC", null, null);

    public static Dialog SnoozeDialog { get; } = new("Snooze Harbor Freight", "Snooze",
    [
        new DialogInput("until", "Until", InputKind.Choice, Required: false, Options:
        [
            new InputOption("tomorrow", "Tomorrow morning"), new InputOption("monday", "Next Monday"),
            new InputOption("week", "In one week"), new InputOption("renewal", "30 days before the renewal"),
        ]),
        new DialogInput("date", "Or a date", InputKind.Date, Hint: "90 days at most"),
        new DialogInput("reason", "Why", InputKind.Text),
    ]);

    public static IReadOnlyList<Button> CardButtons { get; } =
    [
        new(Actions.Acknowledge, "Acknowledge", "card1", ButtonStyle.Primary),
        new(Actions.Snooze, "Snooze...", "card1", Dialog: SnoozeDialog),
        new(Actions.Why, "Why?", "card1"),
        new(Actions.Done, "Done...", "card1", Dialog: new Dialog("What was done?", "Save", [new DialogInput("note", "In a sentence", InputKind.Text, Required: true)])),
        new(Actions.NotRight, "Not right...", "card1", More: true, Dialog: new Dialog("What is not right?", "Send",
            [new DialogInput("reason", "Reason", InputKind.Choice, Required: true, Options: [new("data", "The data is wrong"), new("known", "We know"), new("mute", "Not for this account")])])),
    ];

    public static IReadOnlyList<CoursePoint> Course(int days, int step, Func<int, int?> score) =>
        [.. Enumerable.Range(0, days / step + 1).Select(i => new CoursePoint(new DateOnly(2026, 6, 3).AddDays(i * step - days), score(i)))];

    public static Message Plain(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    public static Message RiskCard(string account = "Harbor Freight Lines") => new()
    {
        Text = $"{account}: the champion has not signed in for 9 days",
        Tone = Tone.Critical,
        Blocks =
        [
            new Heading([new Span(account, Url: "http://localhost:5080/accounts/harbor-freight"), new Span(": Ines Ortega, the champion, has not signed in for 9 days")]),
            new FieldList([new("Owner", "Dana Whitfield"), new("Due", "Fri 5 Jun"), new("Tier", "mid-market"), new("ARR", "84,000 EUR"), new("Renewal", "in 96 days")]),
            new ScoreBlock(47, "Critical", -14, "6 May", null, Course(56, 7, i => i switch { < 3 => 72 - i, 3 => null, _ => 75 - i * 4 })),
            new CauseBlock("Why the score moved",
            [
                new("Champion active", -9, "9 days silent, usually 4 days a week", "what they did"),
                new("Reports created", -6, "120 -> 71 in 14 days", "what they did"),
                new("Support", -2, "1 urgent ticket open", "what they did"),
                new("Seats in use", 3, "61 % -> 66 %", "what they did"),
            ], -14),
            new Paragraph([new Span("Why it matters. ", SpanStyle.Strong), new Span("Three of the last four accounts whose champion went quiet this close to a renewal did not renew.")]),
            new Heading([new Span("Next")]),
            new BulletList([[new Span("Write to Ines with one concrete reason: the quarterly export she set up has failed twice.")], [new Span("Ask Tomas Lindqvist, the second most active, whether she is on leave.")]], Ordered: true),
            new Footnote("Usage to 2 June, tickets to 3 June. From 6 of 7 inputs; no survey."),
        ],
        Buttons = CardButtons,
    };

    public static Message GrowthCard() => new()
    {
        Text = "Cobalt Systems: two new departments in 60 days",
        Tone = Tone.Growth,
        Blocks =
        [
            new Heading([new Span("Cobalt Systems: two new departments in 60 days")]),
            new FieldList([new("Owner", "Dana Whitfield"), new("Due", "Wed 10 Jun"), new("ARR", "36,000 USD")]),
            new ScoreBlock(88, "Healthy", 5, "6 May", null, Course(56, 7, i => 80 + i)),
            new TableBlock(["Department", "First active", "People"], [["Finance", "12 Apr", "6"], ["Logistics", "3 May", "4"]]),
            new BulletList([[new Span("Confirm with "), new Span("Mara Voss", SpanStyle.Strong), new Span(" what they hope for, then show the next use case.")]]),
            new Footnote("Usage to 2 June."),
        ],
        Buttons = CardButtons,
    };

    public static Message DoneCard() => new()
    {
        Text = "Quiet Meadow: back to normal",
        Tone = Tone.Done,
        Blocks = [new Heading([new Span("Quiet Meadow: back to normal")]), new Paragraph([new Span("Lee is on it since Monday. Use is at 96 % of its usual level again.")])],
    };

    /// <summary>A name that tries everything at once.</summary>
    public const string Hostile = "<script>document.title='owned'</script><img src=x onerror=alert(1)> {{7*7}} <!channel> [link](https://evil.example) \u202Egnp.exe";

    public static AccountPage Harbor(string name = "Harbor Freight Lines") => new(
        "harbor-freight", name, new DateOnly(2026, 6, 3),
        [new("Owner", "Dana Whitfield"), new("Tier", "mid-market"), new("ARR", "84,000 EUR"), new("Seats", "120"), new("Renewal", "7 Sep 2026, in 96 days")],
        new HealthResult("default", 47, 46.9, Band.Critical, 0.86,
        [
            new("adoption", "People active, of seats", "adoption.ratio", Unit.Ratio, SignalValue.Of(0.66), 66, 25, 19, 19.2),
            new("regularity", "Weeks with use, of 26", "usage.weeks_active_26", Unit.Count, SignalValue.Of(24), 92, 15, 16, 16.0),
            new("champion", "Champion active", "champion.days_silent", Unit.Days, SignalValue.Of(9, "Ines Ortega"), 10, 20, 2, 2.3),
            new("momentum", "Use against its past", "usage.change_14d", Unit.Ratio, SignalValue.Of(-0.41), 9, 15, 2, 1.6),
            new("support", "Urgent tickets open", "tickets.open_p1", Unit.Count, SignalValue.Of(1), 50, 11, 6, 6.4),
            new("billing", "Invoice overdue", "invoices.overdue_days", Unit.Days, SignalValue.Of(21), 12, 10, 2, 1.4),
            new("survey", "Last survey", "nps.latest", Unit.Count, SignalValue.Missing("no survey in 180 days"), null, 14, null, null),
        ]),
        Course(180, 2, i => i switch { < 10 => null, < 40 => 66 + i % 5 + i / 4, < 62 => 78 - i % 3, _ => 78 - (i - 62) }),
        new AccountChange(new DateOnly(2026, 5, 6), 61, new DateOnly(2026, 6, 3), 47,
        [
            new("Champion active", -9, "9 days silent, usually 4 days a week", "what they did"),
            new("Use against its past", -6, "reports created 120 -> 71", "what they did"),
            new("Urgent tickets open", -2, "0 -> 1", "what they did"),
            new("Last survey", -1, "no survey in 180 days", "data"),
            new("People active, of seats", 4, "61 % -> 66 %", "what they did"),
        ]),
        [
            new("The champion, Ines Ortega, is silent", Tone.Critical, "This week", "Dana is on it", true, Now.AddDays(-2),
            [
                new(Now.AddDays(-2), "AccountAlerts", "noticed it: silent for 7 of her working days"),
                new(Now.AddDays(-2).AddMinutes(40), "Dana Whitfield", "took it on"),
            ]),
            new("Use fell by 40 %", Tone.AtRisk, "This week", "Back to normal", false, Now.AddDays(-60),
            [
                new(Now.AddDays(-60), "AccountAlerts", "noticed it: reports created 131 -> 74"),
                new(Now.AddDays(-52), "AccountAlerts", "back to normal: 118 in 14 days"),
            ]),
        ],
        [
            new("Ines Ortega", "Champion", "Operations", new DateOnly(2026, 5, 25), null),
            new("Tomas Lindqvist", "Power user", "Operations", new DateOnly(2026, 6, 2), null),
            new("Priya Raman", "", "Finance", null, new DateOnly(2026, 4, 30)),
        ],
        [new("Usage", "to 2 June"), new("Tickets", "to 3 June"), new("Invoices", "to 3 June"), new("Surveys", "not connected")]);
}
