using AccountAlerts.Domain.Alerts;
using AccountAlerts.TestKit.Slack;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Slack;

/// <summary>One alert from its first message to its last, as the people in Slack see it, whichever way Slack talks to us.</summary>
public class LifecycleTests
{
    public static TheoryData<SlackWay> Ways => [SlackWay.Posts, SlackWay.Sockets];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_alert_is_one_message_until_it_is_news_again_and_everything_else_happens_on_it(SlackWay way)
    {
        await using var scene = await SceneAsync(way);
        scene.Worse();
        var (slack, dana) = (scene.Slack, scene.Dana);
        var first = Assert.Single(slack.Direct(dana));
        Assert.Contains("10 of 10 seats", first.Text);

        await scene.PressAsync(dana, first, "Why?");
        Assert.Contains("Amber Lane", scene.LastPrivateTo(dana));
        Assert.Equal(0, slack.Now(first).Edits);

        // Pressed once, delivered twice, at the same moment.
        var press = slack.Compose.Click(dana, first, "Acknowledge");
        await Task.WhenAll(slack.DeliverAsync(press), slack.DeliverAsync(press));
        await scene.ShowsAsync(first, "on it");
        Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged));

        await scene.PressAsync(dana, slack.Now(first), "Snooze");
        await scene.SubmitAsync(dana, ("until", "week"), ("wake", "worse"), ("reason", "they are at a fair"));
        await scene.ShowsAsync(first, "they are at a fair");
        Assert.Single(scene.Cards);

        // Higher: the snooze asked to be woken, and an edit would notify nobody.
        await scene.NextDayAsync(12);
        await slack.WhenAsync(() => scene.Cards.Count == 2);
        var second = scene.Cards[1];
        Assert.Contains("12 of 10 seats", second.Text);
        await scene.ShowsAsync(first, "newer message");
        Assert.Empty(slack.Now(first).Labels);

        // Whoever still has the old one on the screen learns why nothing happens; and nobody else does.
        int told = slack.PrivateTo(dana).Count;
        await scene.PressAsync(dana, first, "Done");
        Assert.Null(slack.ModalOf(dana));
        Assert.Equal(told + 1, slack.PrivateTo(dana).Count);
        Assert.Equal(AlertState.Open, (await scene.AlertAsync()).State);

        await scene.NextDayAsync(5);
        await scene.ShowsAsync(second, "Back to normal");
        Assert.Equal(2, scene.Cards.Count);
        Assert.Empty(slack.Now(second).Labels);

        await scene.NextDayAsync(10);
        await slack.WhenAsync(() => scene.Cards.Count == 3);
        var third = scene.Cards[2];
        Assert.Contains("Back to normal", slack.Now(second).Words);
        await scene.PressAsync(dana, third, "Done");
        await scene.SubmitAsync(dana, ("what", "ten more seats ordered"));
        await scene.ShowsAsync(third, "ten more seats ordered");

        Assert.Equal(3, scene.Cards.Count);
        scene.NothingTwice();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_arrives_late_twice_or_in_another_order_is_done_once_and_everybody_sees_how_it_ended(SlackWay way)
    {
        await using var scene = await SceneAsync(way);
        var (slack, dana, card) = (scene.Slack, scene.Dana, scene.Card);
        await scene.PressAsync(dana, card, "Done");
        var modal = slack.ModalOf(dana)!;
        var done = slack.Compose.Submission(dana, modal, new Dictionary<string, string> { ["what"] = "called them" });
        var acknowledge = slack.Compose.Click(dana, card, "Acknowledge");
        var why = slack.Compose.Click(dana, card, "Why?");

        await slack.DeliverAsync(done);
        await slack.DeliverAsync(acknowledge);
        await slack.DeliverAsync(why);
        await slack.DeliverAsync(done);
        await slack.DeliverAsync(acknowledge);
        await scene.SettleAsync();
        await scene.ShowsAsync(card, "called them");

        Assert.Equal(AlertState.Resolved, (await scene.AlertAsync()).State);
        Assert.Single(await scene.TrailAsync(AlertReasons.Done));
        Assert.Empty(await scene.TrailAsync(AlertReasons.Acknowledged));
        Assert.Single(scene.Cards);
        scene.NothingTwice();
    }

    internal static Task<SlackScene> SceneAsync(SlackWay way) => way switch
    {
        SlackWay.Posts => SlackScene.WithCardAsync(),
        SlackWay.Sockets => SlackScene.WithCardAsync(SlackScene.OverSockets),
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };
}

/// <summary>The same lives on the second database. The property runs before anything of the base class.</summary>
public sealed class LifecycleOnPostgresTests : LifecycleTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

/// <summary>The same while Slack or the connection to it is not well.</summary>
public sealed class DisturbedLifeTests
{
    [Theory]
    [MemberData(nameof(LifecycleTests.Ways), MemberType = typeof(LifecycleTests))]
    public async Task An_edit_that_is_limited_or_put_off_is_made_all_the_same(SlackWay way)
    {
        await using var scene = await LifecycleTests.SceneAsync(way);
        var (slack, dana, card) = (scene.Slack, scene.Dana, scene.Card);
        slack.Then("chat.update", SlackFault.Limited(1), SlackFault.Refuse("service_unavailable"));

        await scene.PressAsync(dana, card, "Acknowledge");
        await scene.ShowsAsync(card, "on it");
        await scene.NextDayAsync(5);
        await scene.ShowsAsync(card, "Back to normal");

        Assert.Single(scene.Cards);
        scene.NothingTwice();
    }

    [Fact]
    public async Task A_connection_that_is_refreshed_loses_no_press()
    {
        await using var scene = await LifecycleTests.SceneAsync(SlackWay.Sockets);
        var (slack, dana, card) = (scene.Slack, scene.Dana, scene.Card);
        int opened = slack.Sockets.Opened;

        foreach (string reason in (string[])["warning", "refresh_requested"])
        {
            var leaving = slack.Sockets.DisconnectAsync(reason, TimeSpan.FromSeconds(1));
            for (int i = 0; i < 5; i++)
                Assert.True((await slack.ClickAsync(dana, card, "Why?")).Acked);
            await leaving;
        }

        await scene.SettleAsync();
        Assert.Equal(10, slack.PrivateTo(dana).Count);
        Assert.True(slack.Sockets.Opened > opened);
        Assert.All(slack.Sockets.Open, socket => Assert.Equal(0, socket.StrayAcks));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_opened_again_and_what_Slack_repeats_is_answered_once()
    {
        await using var scene = await LifecycleTests.SceneAsync(SlackWay.Sockets);
        var (slack, dana, card) = (scene.Slack, scene.Dana, scene.Card);
        int opened = slack.Sockets.Opened;

        slack.Sockets.Drop();
        await slack.WhenAsync(() => slack.Sockets.Opened > opened);
        var asked = slack.Compose.Mention(dana, scene.Channel, "alerts");
        await slack.DeliverAsync(asked);
        await slack.DeliverAsync(asked, retry: 1);
        Assert.True((await slack.ClickAsync(dana, card, "Acknowledge")).Acked);
        await scene.ShowsAsync(card, "on it");
        await scene.SettleAsync();

        Assert.Single(slack.PrivateTo(dana));
        scene.NothingTwice();
    }
}
