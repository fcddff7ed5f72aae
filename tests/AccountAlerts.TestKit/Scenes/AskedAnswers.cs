using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>Answers to what people ask about one account, a portfolio, or all accounts of which something holds.</summary>
public static class AskedAnswers
{
    private static readonly DateOnly Today = AccountBuilder.Today;
    private static readonly MoneyRates Rates = new("EUR", new Dictionary<string, double> { ["USD"] = 0.9 });
    private static readonly string[] Codes = ["EUR", "USD", "CHF"];
    private static readonly ProductLinks Links = new(new Uri("https://alerts.example.com"));

    private static readonly SetBand Merged = new(
        Band.Healthy, "lee@example.com", Today.AddDays(20), string.Concat(Enumerable.Repeat("the *merger* is <b>done</b> & @channel knows; ", 8)));

    public static TeamDirectory Team { get; } = new(
    [
        new Teammate("dana@example.com", "Dana Reyes", TeamRole.Csm, "lee@example.com", "UTC", null, null),
        new Teammate("noor@example.com", "Noor Haddad", TeamRole.Csm, "lee@example.com", "UTC", null, null),
        new Teammate("lee@example.com", "Lee Park", TeamRole.Manager, null, "UTC", null, null),
    ]);

    /// <summary>Each kind of answer, small and with as much as there can be.</summary>
    /// <param name="alerts">What is open at the account of the brief.</param>
    public static IReadOnlyList<(string Name, Message Message)> All(IReadOnlyList<StoredAlert> alerts)
    {
        var view = Story().View(Today);
        var brief = new BriefWords(new BriefTemplate(new TemplateFolder(Clone.In("templates")), SignalVocabulary.Catalogue), SignalVocabulary.Catalogue)
            .Of(new BriefInput(view, Story().View(Today.AddDays(-BriefInput.Days)), alerts, Team));
        var span = (Today.AddDays(-30), Today.AddDays(60));
        return
        [
            ("seven questions", new Message
            {
                Text = "Amber Health",
                Blocks = [new BulletList([.. AccountQuestions.Of(view, Story().View(Today.AddDays(-28))).Select(asked => asked.Spans)])],
            }),
            ("seven questions without an answer", new Message
            {
                Text = "Amber Health",
                Blocks = [new BulletList([.. AccountQuestions.Of(new AccountBuilder().View(Today), null).Select(asked => asked.Spans)])],
            }),
            ("brief", new Message { Text = "Amber Health: brief", Blocks = brief }),
            ("people", PeopleAnswers.List(view)),
            ("person", PeopleAnswers.About(view, view.People[0])),
            ("portfolio", PortfolioMessage.Of(Portfolio(12), Links)),
            ("portfolio of ten thousand", PortfolioMessage.Of(Portfolio(10_000), Links)),
            ("portfolio of nobody", PortfolioMessage.Of(Portfolio(0), Links)),
            ("renewals", PortfolioMessage.Renewals(Portfolio(12), "this quarter", span, Links)),
            ("renewals of ten thousand", PortfolioMessage.Renewals(Portfolio(10_000), "this year", span, Links)),
            ("list", ConditionAnswers.Of(Found(3), Links)),
            ("list of ten thousand", ConditionAnswers.Of(Found(10_000), Links)),
            ("list of none", ConditionAnswers.Of(Found(0), Links)),
        ];
    }

    /// <summary>So many accounts, of every kind: bands, currencies, dates, movers, untouched.</summary>
    public static Portfolio Portfolio(int accounts) => new(
        "Dana Reyes", null, Today,
        [
            .. Enumerable.Range(1, accounts).Select(id => new Holding(
                new BookLine(
                    id, $"acct-{id}", $"Amber Company {id} of the Northern Harbour Group", id % 11 == 0 ? null : id * 37 % 101, null, id % 7 == 0 ? null : 1000d * (id % 90 + 1),
                    Codes[id % 3], id % 5 == 0 ? null : (id * 13 % 220) - 20, false, false, Untouched: id % 4 == 0 ? null : id * 7 % 140)
                {
                    SetTo = id % 10 == 1 ? Merged : null,
                },
                id % 9 == 0 ? null : "dana@example.com", id % 6 == 0 ? null : id * 31 % 101,
                MoneyAtRisk.Of(new AccountWorth(1000d * (id % 90 + 1), Codes[id % 3], null, id % 2 == 0 ? Band.Critical : Band.AtRisk, 50), FleetMoney.None, Rates))
            {
                SetBy = id % 10 == 1 ? SaidWords.Set(Merged, Team) : null,
            }),
        ],
        Rates);

    private static ConditionListing.Found Found(int count) => new(
        "seats.used_ratio > 90% and champion.days_silent > 14d", ["seats taken of those paid", "days since the champion was active"],
        [.. Enumerable.Range(1, Math.Min(count, ConditionLists.MostRows)).Select(id => new ConditionRow(
            $"acct-{id}", $"Amber Company {id} of the Northern Harbour Group", id % 101, Bands.Of(id % 101), id % 3 == 0 ? null : "Dana Reyes", ["93 %", "17 days"])
        {
            SetBy = id % 3 == 1 ? SaidWords.Set(Merged, Team) : null,
        })],
        count, Math.Max(count, 30), count / 3, "days since the champion was active", count < 10_000);

    private static AccountBuilder Story()
    {
        var story = new AccountBuilder().Champion("ines", "Ines Ortega").Seats(20).OwnedBy("dana@example.com").RenewsOn(Today.AddDays(80))
            .Milestone("first_value", new DateOnly(2024, 2, 20), new DateOnly(2024, 2, 12)).Milestone("habits", Today.AddDays(30)).Nps(Today.AddDays(-20), 9)
            .Touch(Today.AddDays(-40), "qbr", attended: true);
        for (int person = 0; person < 30; person++)
            story.UsesOnWorkdays($"person-{person}", $"feature.number_{person % 6}", Today.AddDays(-250), Today.AddDays(-1 - person), 1 + (person % 3));
        return story.UsesOnWorkdays("ines", "feature.reports", Today.AddDays(-250), Today.AddDays(-9), 4);
    }
}
