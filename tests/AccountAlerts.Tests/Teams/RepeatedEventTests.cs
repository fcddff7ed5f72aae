using System.Text.Json.Nodes;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>Each event counts once, however often it comes and whoever takes it, and what makes it so is not written beside what it does.</summary>
public sealed class RepeatedEventTests
{
    [Fact]
    public async Task A_press_and_a_question_are_one_commit_each_and_what_is_typed_is_remembered_beside_what_it_does()
    {
        await using var scene = await TeamsScene.StartAsync(CountedDatabase.Add);
        var counted = (CountedDatabase)scene.Product.Service<SqlDatabase>();
        await scene.EverybodyAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Cards.Count > 0);
        await scene.SettleAsync();
        await scene.Product.StopSendingAsync();

        Assert.Equal(1, await WorksAsync(() => scene.Teams.PressAsync(scene.Dana, scene.Card, "Acknowledge")));
        Assert.Equal(1, await WorksAsync(() => scene.Teams.PressAsync(scene.Dana, scene.Card, "snooze", Snooze)));
        Assert.Equal(1, await WorksAsync(() => scene.Teams.PressAsync(scene.Dana, scene.Card, "Why?")));
        Assert.Equal(1, await WorksAsync(() => scene.Teams.SayAsync(scene.Dana, "why amber lane")));
        Assert.Equal(1, await WorksAsync(() => scene.Teams.SayAsync(scene.Dana, "mine")));
        // That it was begun, what it does, what is answered, and that it is done.
        Assert.Equal(4, await WorksAsync(() => scene.Teams.SayAsync(scene.Dana, "done amber lane: called them")));

        async Task<int> WorksAsync(Func<Task<TeamsAnswer>> act)
        {
            int before = counted.Works;
            Assert.True((await act()).Taken);
            return counted.Works - before;
        }
    }

    [Fact]
    public async Task A_press_that_comes_again_counts_once_and_shows_the_card_each_time()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var press = scene.Teams.Compose.Press(scene.Dana, scene.Card, "Acknowledge", new Dictionary<string, string>());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.Teams.DeliverAsync((JsonObject)press.DeepClone())));
        var late = await scene.Teams.DeliverAsync(press);
        await scene.SettleAsync();

        Assert.All([.. answers, late], answer => Assert.Contains("on it", answer.Card?.ToJsonString()));
        Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged));
    }

    [Fact]
    public async Task What_is_typed_counts_once_although_it_has_no_name_in_the_store()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        int before = scene.Teams.Chat(scene.Dana).Count;
        var typed = scene.Teams.Compose.Message(scene.Dana, "done amber lane: called them");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => scene.Teams.DeliverAsync((JsonObject)typed.DeepClone())));
        await scene.Teams.DeliverAsync(typed);
        await scene.SettleAsync();

        Assert.Single(await scene.TrailAsync(AlertReasons.Done));
        string[] said = [.. scene.Teams.Chat(scene.Dana).Skip(before).Select(post => post.Words)];
        Assert.NotEmpty(said);
        Assert.Equal(said.Distinct(), said);
    }

    [Fact]
    public async Task Two_presses_of_a_card_whose_events_have_no_id_are_two()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var card = scene.Card;
        foreach (string verb in (string[])["Acknowledge", "Why?"])
        {
            var press = scene.Teams.Compose.Press(scene.Dana, card, verb, new Dictionary<string, string>());
            press.Remove("id");
            Assert.NotNull((await scene.Teams.DeliverAsync(press)).Card);
        }

        var snooze = scene.Teams.Compose.Press(scene.Dana, card, "snooze", Snooze);
        snooze.Remove("id");
        Assert.Contains("they are at a fair", (await scene.Teams.DeliverAsync(snooze)).Card?.ToJsonString());
        await scene.SettleAsync();
        Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged));
    }

    [Fact]
    public async Task A_press_whose_answer_was_lost_with_the_process_is_answered_by_the_next_one_and_counts_once()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var press = scene.Teams.Compose.Press(scene.Dana, scene.Card, "Acknowledge", new Dictionary<string, string>());
        await scene.Teams.DeliverAsync((JsonObject)press.DeepClone());
        await scene.Product.DisposeAsync();

        await using RunningProduct after = await RunningProduct.StartAsync(scene.At, clock: scene.Product.Clock);
        scene.Teams.Service = after.Address;
        var answer = await scene.Teams.DeliverAsync(press);

        Assert.Contains("on it", answer.Card?.ToJsonString());
        Assert.Single(await TakenAsync(after));
    }

    [Fact]
    public async Task A_press_that_reaches_two_replicas_counts_once_and_both_show_the_card()
    {
        Installation.OnPostgres();
        await using var scene = await TalkInTeams.WithCardAsync();
        await using RunningProduct second = await RunningProduct.StartAsync(scene.At, clock: scene.Product.Clock);
        var press = scene.Teams.Compose.Press(scene.Dana, scene.Card, "Acknowledge", new Dictionary<string, string>());

        var answers = new List<Task<TeamsAnswer>>();
        for (int i = 0; i < 6; i++)
        {
            scene.Teams.Service = (i % 2 == 0 ? scene.Product : second).Address;
            answers.Add(scene.Teams.DeliverAsync((JsonObject)press.DeepClone()));
        }

        Assert.All(await Task.WhenAll(answers), answer => Assert.Contains("on it", answer.Card?.ToJsonString()));
        Assert.Single(await TakenAsync(second));
    }

    private static Dictionary<string, string> Snooze => new() { ["snooze.until"] = "week", ["snooze.wake"] = "worse", ["snooze.reason"] = "they are at a fair" };

    private static async Task<IReadOnlyList<AlertEvent>> TakenAsync(RunningProduct product)
    {
        await using var session = await product.Service<IFactReader>().OpenAsync(CancellationToken.None);
        int account = (await session.AccountsAsync(CancellationToken.None))[0].Id;
        return [.. (await product.Service<IAlertReader>().TrailAsync(account, 100, CancellationToken.None)).Where(happened => happened.Reason == AlertReasons.Acknowledged)];
    }
}
