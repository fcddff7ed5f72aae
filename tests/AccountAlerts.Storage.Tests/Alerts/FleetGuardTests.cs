using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Routing;
using AccountAlerts.TestKit.Scenes;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;
using static AccountAlerts.Storage.Tests.Alerts.GuardedFleet;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Whole evaluations over a fleet whose data breaks, on a real store.</summary>
public sealed class FleetGuardTests : IDisposable
{
    private const string Title = "Many customers at once: check the data first";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly GuardedFleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task A_broken_pipeline_makes_one_message_to_operations_and_no_card()
    {
        await BreakAsync();
        await _fleet.TickAsync(Hour);

        Assert.Equal([Title], await _fleet.TextsAsync(Olga));
        Assert.Empty(await _fleet.Scene.SeenAsync(Dana));
        var held = await _fleet.TellingsAsync("quiet");
        Assert.Equal(100, held.Count);
        Assert.All(held, telling => Assert.Equal((TellingWay.Held, TellingReasons.Guard), (telling.Way, telling.Reason)));
    }

    [Fact]
    public async Task Nothing_else_is_held()
    {
        _fleet.All(100, "quiet", TriggerState.Clear);
        await _fleet.TickAsync();
        _fleet.Some(1, 99, "quiet", TriggerState.Firing);
        _fleet.Some(100, 100, "drop", TriggerState.Firing);
        await _fleet.TickAsync(Hour);

        Assert.Equal(["Account 100: drop"], await _fleet.TextsAsync(Dana));
    }

    [Fact]
    public async Task What_is_released_is_told_once_as_rows_and_is_not_held_again()
    {
        await BreakAsync();
        var answer = await _fleet.SayAsync("It is true: tell them");
        Assert.Contains("rows of their next list", answer.Message?.Text, StringComparison.Ordinal);
        await _fleet.TickAsync(Hour);
        await _fleet.TickAsync(Hour);

        Assert.Equal(["True, says Olga, and told: many customers at once: check the data first"], await _fleet.TextsAsync(Olga));
        Assert.Empty(await _fleet.Scene.SeenAsync(Dana));
        var rows = await _fleet.Scene.Tellings.WaitingAsync(Dana, default);
        Assert.Equal(100, rows.Select(row => row.Alert).Distinct().Count());
        Assert.Equal(100, rows.Count);
        Assert.All(rows, row => Assert.Equal(TellingWay.Digest, row.Way));
        Assert.Equal("Already over.", (await ClickOldAsync()).Message?.Text);
    }

    [Fact]
    public async Task When_the_data_is_back_the_hold_ends_by_itself_and_the_next_single_finding_is_told()
    {
        await BreakAsync();
        _fleet.All(100, "quiet", TriggerState.Clear);
        await _fleet.TickAsync(Hour);
        Assert.Equal(["Back to normal: many customers at once: check the data first"], await _fleet.TextsAsync(Olga));
        Assert.Empty(await _fleet.Scene.SeenAsync(Dana));

        _fleet.Some(7, 7, "quiet", TriggerState.Firing);
        await _fleet.TickAsync(TimeSpan.FromDays(3));
        Assert.Equal(["Account 7: quiet"], await _fleet.TextsAsync(Dana));
    }

    [Fact]
    public async Task The_few_that_stay_when_the_data_is_back_are_told()
    {
        await BreakAsync();
        _fleet.Some(2, 100, "quiet", TriggerState.Clear);
        await _fleet.TickAsync(Hour);

        Assert.Equal(["Account 1: quiet"], await _fleet.TextsAsync(Dana));
    }

    [Fact]
    public async Task A_known_cause_holds_until_its_day_and_to_keep_holding_changes_nothing()
    {
        await BreakAsync();
        await _fleet.SayAsync("Keep holding");
        await _fleet.TickAsync(TimeSpan.FromDays(1));
        Assert.Contains("Olga looks into it", await OlgaSeesAsync());

        Assert.Contains("yyyy-mm-dd", (await _fleet.SayAsync("Known cause...", ("until", "2026-05-01"))).Message?.Text, StringComparison.Ordinal);
        await _fleet.SayAsync("Known cause...", ("until", "2026-06-10"));
        await _fleet.TickAsync(TimeSpan.FromDays(2));
        Assert.Contains("held until Wed 10 Jun", await OlgaSeesAsync(), StringComparison.Ordinal);
        Assert.All(await _fleet.TellingsAsync("quiet"), telling => Assert.Equal(TellingWay.Held, telling.Way));

        await _fleet.TickAsync(TimeSpan.FromDays(2));
        Assert.StartsWith("The known cause is over", Assert.Single(await _fleet.TextsAsync(Olga)), StringComparison.Ordinal);
        Assert.All(await _fleet.TellingsAsync("quiet"), telling => Assert.Equal(TellingWay.Digest, telling.Way));
    }

    [Fact]
    public async Task Nine_customers_are_no_wave()
    {
        _fleet.All(12, "quiet", TriggerState.Clear);
        await _fleet.TickAsync();
        _fleet.Some(1, 9, "quiet", TriggerState.Firing);
        await _fleet.TickAsync(Hour);

        Assert.Empty(await _fleet.Scene.SeenAsync(Olga));
        Assert.NotEmpty(await _fleet.Scene.SeenAsync(Dana));
    }

    [Fact]
    public async Task A_wave_that_comes_in_drops_over_a_day_is_one()
    {
        _fleet.All(40, "quiet", TriggerState.Clear);
        await _fleet.TickAsync();
        for (int id = 1; id <= 12; id++)
        {
            _fleet.Some(id, id, "quiet", TriggerState.Firing);
            await _fleet.TickAsync(Hour);
        }

        Assert.Equal([Title], await _fleet.TextsAsync(Olga));
    }

    [Fact]
    public async Task What_holds_at_first_sight_is_no_wave()
    {
        _fleet.All(100, "quiet", TriggerState.Firing);
        await _fleet.TickAsync();

        Assert.Empty(await _fleet.Scene.SeenAsync(Olga));
    }

    [Fact]
    public async Task A_part_of_the_score_that_falls_everywhere_holds_its_consequences_and_nothing_else()
    {
        for (int id = 1; id <= 30; id++)
            _fleet.Scores(id, 55, "adoption", 55, TriggerState.Clear);
        await _fleet.TickAsync();
        for (int id = 1; id <= 30; id++)
            _fleet.Scores(id, 55, "adoption", 10, id <= 8 ? TriggerState.Firing : TriggerState.Clear);
        // This one fell because of something else.
        _fleet.Scores(30, 55, "regularity", 10, TriggerState.Firing);
        await _fleet.TickAsync(Hour);

        Assert.Contains("Adoption: the typical value went from 55 to 10 of 100", await OlgaSeesAsync(), StringComparison.Ordinal);
        Assert.Equal(["Account 30: low"], await _fleet.TextsAsync(Dana));
        Assert.Equal(8, (await _fleet.TellingsAsync("low")).Count(telling => telling is { Way: TellingWay.Held, Reason: TellingReasons.Guard }));

        for (int id = 1; id <= 30; id++)
            _fleet.Scores(id, 55, "adoption", 52, TriggerState.Clear);
        await _fleet.TickAsync(Hour);
        Assert.StartsWith("Back to normal", (await _fleet.TextsAsync(Olga))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_source_is_told_to_operations_once_and_holds_what_rests_on_it_until_it_is_back()
    {
        var since = new DateOnly(2026, 5, 18);
        _fleet.All(3, "quiet", TriggerState.Clear);
        _fleet.Frame(frame => Usage(frame, new DateOnly(2026, 6, 4), stale: false));
        _fleet.Reads.Add(new SourceRead("PostHog", FactStream.Usage, new DateTimeOffset(2026, 5, 18, 6, 0, 0, TimeSpan.Zero)));
        await _fleet.TickAsync();
        _fleet.All(3, "quiet", TriggerState.Firing);
        _fleet.Frame(frame => Usage(frame, since, stale: true));
        await _fleet.TickAsync(Hour);
        await _fleet.TickAsync(Hour);

        Assert.Equal(["No data since Mon 18 May: PostHog"], await _fleet.TextsAsync(Olga));
        Assert.Empty(await _fleet.Scene.SeenAsync(Dana));
        Assert.All(await _fleet.TellingsAsync("quiet"), telling => Assert.Equal(TellingReasons.Stale, telling.Reason));

        _fleet.Frame(frame => Usage(frame, new DateOnly(2026, 6, 4), stale: false));
        await _fleet.TickAsync(Hour);
        Assert.Equal(["Data is back: PostHog"], await _fleet.TextsAsync(Olga));
        Assert.NotEmpty(await _fleet.Scene.SeenAsync(Dana));
    }

    [Fact]
    public async Task New_ids_of_everybody_at_one_customer_are_a_question_to_operations_and_no_champion_alert()
    {
        var health = new HealthResult("test", 60, 60, Band.AtRisk, 1, []);
        _fleet.Scene.Shows(People(1, "Acme", renamed: false), health, ("champ", TriggerState.Clear, Severity.High, 1));
        _fleet.Scene.Shows(People(2, "Bolt", renamed: false), health, ("champ", TriggerState.Clear, Severity.High, 1));
        await _fleet.TickAsync();
        _fleet.Scene.Shows(People(1, "Acme", renamed: true), health, ("champ", TriggerState.Firing, Severity.High, 9), ("drop", TriggerState.Firing, Severity.High, 9));
        _fleet.Scene.Shows(People(2, "Bolt", renamed: false), health, ("champ", TriggerState.Firing, Severity.High, 9));
        await _fleet.TickAsync(Hour);

        Assert.Equal(["User ids seem to have changed: Acme"], await _fleet.TextsAsync(Olga));
        Assert.Equal(["Acme: drop", "Bolt: champ"], (await _fleet.TextsAsync(Dana)).Order(StringComparer.Ordinal));
    }

    private async Task BreakAsync()
    {
        _fleet.All(100, "quiet", TriggerState.Clear);
        await _fleet.TickAsync();
        _fleet.All(100, "quiet", TriggerState.Firing);
        await _fleet.TickAsync(Hour);
    }

    private async Task<string> OlgaSeesAsync() =>
        string.Join("\n", (await _fleet.Scene.SeenAsync(Olga))[^1].Blocks.OfType<Engine.Conversations.Paragraph>().Select(block => string.Concat(block.Spans.Select(span => span.Text))));

    private Task<Engine.Conversations.Answer> ClickOldAsync() => new GuardDesk(
        _fleet.Scene.Values, new Engine.Evaluation.Notices.NoticeBoard(_fleet.Scene.Store, _fleet.Scene.Values, new Engine.Conversations.ConversationBook([]), _fleet.Scene.Ids),
        _fleet.Scene.Facts, _fleet.Scene.Clock).ClickAsync(
            new Engine.Conversations.Click("x", "inbox:" + Olga, Olga, Engine.Conversations.InboxPlatform.ConversationOf(Olga), "notice", "gone/release", new Dictionary<string, string>()), default);

    private static EvaluationFrame Usage(EvaluationFrame frame, DateOnly through, bool stale) => frame with
    {
        Live = true,
        Streams = new Dictionary<FactStream, StreamFreshness>(frame.Streams) { [FactStream.Usage] = new(true, through, stale) },
    };

    private static AccountView People(int id, string name, bool renamed)
    {
        var today = AccountBuilder.Today;
        var account = new AccountBuilder(name.ToLowerInvariant()).WithId(id).Named(name).CreatedOn(today.AddDays(-200)).Says(owner: Dana, arr: 12000);
        for (int i = 1; i <= 5; i++)
        {
            account.UsesDaily($"u{i}", "reports", today.AddDays(-60), today.AddDays(renamed ? -14 : 0));
            if (renamed)
                account.UsesDaily($"v{i}", "reports", today.AddDays(-13), today);
        }

        return account.View();
    }
}
