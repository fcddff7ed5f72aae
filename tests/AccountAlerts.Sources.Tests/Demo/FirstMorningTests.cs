using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Sources.Demo;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>The product's own signals, over the demo's rows: what a team would be told.</summary>
public sealed class FirstMorningTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly SignalVocabulary Signals = SignalVocabulary.Of(SignalCatalogue.All);

    /// <summary>The default conditions of the trade, as shipped.</summary>
    private static readonly Dictionary<string, string> Triggers = new()
    {
        ["champion-silent"] =
            "champion.silence_vs_usual >= 200% and (champion.silent_workdays >= 14d or (account.seats >= 50 and not champion.thin_history and champion.silent_workdays >= 7d))",
        ["power-user-deactivated"] = "person.deactivated_days <= 30d and person.value_share_90d >= 20%",
        ["account-quiet"] = "usage.silent_workdays >= 10d and usage.active_weeks_8 >= 4",
        ["usage-drop"] = "usage.change_14d <= -40%",
        ["adoption-stuck"] = "account.age_days > 90d and adoption.ratio < 60%",
        ["multi-department-growth"] = "departments.new_60d >= 2",
        ["seat-limit-near"] = "seats.used_ratio >= 90%",
        ["renewal-at-risk"] =
            "health.score < 50 and renewal.days_left >= 0d and (renewal.days_left <= 90d or (account.segment is \"mid-market\" and renewal.days_left <= 120d) or (account.segment is \"enterprise\" and renewal.days_left <= 180d))",
    };

    private static readonly string[] Expected =
    [
        "cedar-analytics: power-user-deactivated",
        "granite-logistics: champion-silent",
        "harbor-foods: champion-silent",
        "juniper-health: multi-department-growth",
        "lantern-travel: adoption-stuck",
        "maple-courier: usage-drop",
        "quarry-metals: usage-drop",
        "saffron-studios: seat-limit-near",
        "tidewater-insurance: adoption-stuck",
        "tidewater-insurance: champion-silent",
        "tidewater-insurance: renewal-at-risk",
        "willow-press: account-quiet",
        "willow-press: usage-drop",
    ];

    public static TheoryData<int> Weekdays => [0, 1, 2, 3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(Weekdays))]
    public async Task Every_trigger_fires_where_its_story_is_and_nowhere_else(int weekday)
    {
        DateOnly today = Monday.AddDays(weekday);
        Dictionary<string, AccountView> views = await ViewsAsync(today, today);
        Assert.Equal(Expected, Firing(views));
        Assert.Equal(1, Number(views["harbor-foods"], "people.colleagues_steady"));
        Assert.Equal(0, Number(views["granite-logistics"], "people.colleagues_steady"));
        Assert.All(views.Values, view => Assert.NotNull(view.Health.Score));
        Assert.Equal(["tidewater-insurance"], views.Where(view => view.Value.Health.Band == Band.Critical).Select(view => view.Key));
        Assert.InRange(views.Values.Count(view => view.Health.Band == Band.AtRisk), 2, 13);
    }

    [Fact]
    public async Task A_week_later_some_are_back_to_normal_and_nothing_new_has_come()
    {
        List<string> firing = Firing(await ViewsAsync(Monday, Monday.AddDays(7)));
        Assert.DoesNotContain("harbor-foods: champion-silent", firing);
        Assert.DoesNotContain("willow-press: account-quiet", firing);
        Assert.DoesNotContain("maple-courier: usage-drop", firing);
        Assert.Contains("granite-logistics: champion-silent", firing);
        Assert.Contains("tidewater-insurance: renewal-at-risk", firing);
        Assert.Empty(firing.Except(Expected));
    }

    private static async Task<Dictionary<string, AccountView>> ViewsAsync(DateOnly begun, DateOnly today)
    {
        DemoScene scene = await DemoScene.BegunAsync(begun, new DemoOptions { Days = 215 });
        if (today != begun)
            await scene.PollAsync(today);
        return KnownAccounts.On(scene.Facts, today);
    }

    private static List<string> Firing(Dictionary<string, AccountView> views) =>
    [
        .. views.SelectMany(view => Triggers.Where(trigger => Readers(view.Value, trigger.Key).Any(reader => Holds(trigger.Value, reader)))
            .Select(trigger => $"{view.Key}: {trigger.Key}")).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<ISignalReader> Readers(AccountView view, string trigger) =>
        trigger == "power-user-deactivated" ? view.People.Select(view.ForPerson) : [view];

    private static bool Holds(string text, ISignalReader reader) =>
        Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(text, Signals, SignalScope.Person)).Condition.Evaluate(reader) == Truth.True;

    private static double Number(AccountView view, string signal) => view.Read(SignalCatalogue.Find(signal)!).Number;
}
