using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>The steps of a playbook: a list below the card, ticked off for everybody.</summary>
public sealed class PlaybookTests
{
    private const string Open = "\u2610 ";
    private const string Done = "\u2611 ";

    [Fact]
    public async Task Steps_stand_below_the_card_and_tick_off_for_everybody()
    {
        await using var scene = await SceneAsync();
        var (slack, dana, lee) = (scene.Slack, scene.Dana, scene.Lee);
        var card = slack.Seen(scene.Channel)[0];

        await scene.PressAsync(dana, card, "Start playbook");
        var list = await ListAsync(scene, card);
        Assert.Contains("(Dana Whitfield, by Mon 15 Jun): 0 of 2 done", list.Words);
        Assert.Contains(Open + "Call Amber Lane", list.Words);
        Assert.Equal(["Tick off", "Tick off"], list.Labels);
        // In the thread, and not in the channel's own flow.
        Assert.Single(slack.Seen(scene.Channel));

        await scene.PressAsync(lee, list, "Tick off");
        await scene.ShowsAsync(list, "1 of 2 done");
        Assert.Contains(Done + "Call Amber Lane", slack.Now(list).Words);
        Assert.Contains("Lee Park, Thu 11 Jun", slack.Now(list).Words);
        Assert.Equal(["Not done after all", "Tick off"], slack.Now(list).Labels);
        await scene.ShowsAsync(card, Done + "Call Amber Lane");

        // Whoever still sees the old list ticks the same step: nothing is taken back.
        await scene.PressAsync(dana, list, "Tick off");
        Assert.Contains(Done + "Call Amber Lane", slack.Now(list).Words);
        await scene.PressAsync(dana, slack.Now(list), "Not done after all");
        await scene.ShowsAsync(list, "0 of 2 done");
        Assert.Single(slack.Thread(card), message => message.Labels.Count > 0);
    }

    [Fact]
    public async Task A_newer_card_takes_the_list_along_and_an_end_leaves_no_button()
    {
        await using var scene = await SceneAsync();
        var slack = scene.Slack;
        var first = slack.Seen(scene.Channel)[0];
        await scene.PressAsync(scene.Dana, first, "Start playbook");
        var list = await ListAsync(scene, first);
        await scene.PressAsync(scene.Dana, list, "Tick off");
        await scene.ShowsAsync(list, "1 of 2 done");

        await scene.NextDayAsync(12);
        await slack.WhenAsync(() => slack.Seen(scene.Channel).Count == 2);
        var second = slack.Seen(scene.Channel)[1];
        var moved = await ListAsync(scene, second);
        Assert.Contains("1 of 2 done", moved.Words);
        await slack.WhenAsync(() => slack.Now(list).Labels.Count == 0);

        await scene.PressAsync(scene.Lee, moved, "Tick off");
        await scene.ShowsAsync(moved, "all done");
        await scene.NextDayAsync(5);
        await scene.ShowsAsync(second, "Back to normal");
        await slack.WhenAsync(() => slack.Now(moved).Labels.Count == 0);
        Assert.Contains("all done", slack.Now(moved).Words);
        scene.NothingTwice();
    }

    private static async Task<SlackScene> SceneAsync()
    {
        var scene = await SlackScene.StartAsync(("Routing:all:To", "#customer-success"));
        scene.Worse();
        await scene.BeginAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Slack.WhenAsync(() => scene.Slack.Seen(scene.Channel).Count > 0);
        return scene;
    }

    /// <summary>The message below a card that has buttons.</summary>
    private static async Task<SlackMessage> ListAsync(SlackScene scene, SlackMessage card)
    {
        await scene.Slack.WhenAsync(() => scene.Slack.Thread(card).Any(message => message.Labels.Count > 0));
        return scene.Slack.Thread(card).Single(message => message.Labels.Count > 0);
    }
}
