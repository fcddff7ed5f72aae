using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>What people do with a card in Slack, and what they and others see of it.</summary>
public sealed class ActTests
{
    [Fact]
    public async Task An_acknowledged_card_changes_in_place_within_a_second_and_nobody_gets_a_second_message()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = Assert.Single(scene.Slack.Direct(scene.Dana));
        Assert.Contains("10 of 10 seats", card.Text);
        Assert.Empty(await scene.Product.InboxAsync("dana@example.com"));

        var answer = await scene.PressAsync(scene.Dana, card, "Acknowledge");
        Assert.Equal((true, 200, "", "nothing"), (answer.Acked, answer.Status, answer.Body, scene.LastPrivateTo(scene.Dana)));
        await scene.Slack.WhenAsync(() => scene.Slack.Now(card).Edits == 1, TimeSpan.FromSeconds(1));

        Assert.Contains("on it", scene.Slack.Now(card).Words);
        Assert.DoesNotContain("Acknowledge", scene.Slack.Now(card).Labels);
        Assert.Single(scene.Slack.Direct(scene.Dana));
    }

    [Fact]
    public async Task The_same_press_delivered_twice_acts_once()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var press = scene.Slack.Compose.Click(scene.Dana, scene.Card, "Acknowledge");

        await Task.WhenAll(scene.Slack.DeliverAsync(press), scene.Slack.DeliverAsync(press));
        await scene.SettleAsync();
        await scene.ShowsAsync(scene.Card, "on it");

        Assert.Equal("nothing", scene.LastPrivateTo(scene.Dana));
        Assert.Single(await scene.TrailAsync("acknowledged"));
    }

    [Fact]
    public async Task Why_is_answered_to_who_asked_alone()
    {
        await using var scene = await SlackScene.WithChannelCardAsync();
        var card = scene.Slack.Seen(scene.Channel)[0];

        await scene.PressAsync(scene.Lee, card, "Why?");

        Assert.Contains("Amber Lane", scene.LastPrivateTo(scene.Lee));
        Assert.Equal("nothing", scene.LastPrivateTo(scene.Dana));
        Assert.Equal(0, scene.Slack.Now(card).Edits);
    }

    [Fact]
    public async Task Snooze_opens_a_form_and_the_card_sleeps_until_the_clickers_own_morning()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = scene.Card;

        await scene.PressAsync(scene.Dana, card, "Snooze");
        var form = scene.Slack.ModalOf(scene.Dana);
        Assert.Equal("Snooze", form?.Title);
        await scene.SubmitAsync(scene.Dana, ("until", "tomorrow"), ("reason", "they are at a fair"));
        await scene.ShowsAsync(card, "they are at a fair");

        Assert.Null(scene.Slack.ModalOf(scene.Dana));
        // Eight in Berlin is six in Greenwich: the zone is Slack's, since the team file names none.
        Assert.Equal(new DateTimeOffset(2026, 6, 12, 6, 0, 0, TimeSpan.Zero), (await scene.AlertAsync()).Status.Snooze?.Until);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_at_the_input_and_the_form_stays()
    {
        await using var scene = await SlackScene.WithCardAsync();
        await scene.PressAsync(scene.Dana, scene.Card, "Snooze");

        var answer = await scene.SubmitAsync(scene.Dana, ("until", "date"));

        Assert.Contains("\"response_action\":\"errors\"", answer.Body);
        Assert.Equal(["date"], scene.Slack.ModalOf(scene.Dana)!.Errors.Keys);
        await scene.SubmitAsync(scene.Dana, ("until", "date"), ("date", "2026-06-20"));
        Assert.Null(scene.Slack.ModalOf(scene.Dana));
        Assert.Equal(new DateTimeOffset(2026, 6, 20, 6, 0, 0, TimeSpan.Zero), (await scene.AlertAsync()).Status.Snooze?.Until);
    }

    [Fact]
    public async Task A_colleague_is_picked_from_the_workspace_and_gets_a_card_of_their_own()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = scene.Card;

        await scene.PressAsync(scene.Dana, card, "Hand to...");
        await scene.SubmitAsync(scene.Dana, ("person", scene.Lee.Id), ("note", "you know them best"));
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(scene.Lee).Count == 1);

        Assert.Contains("10 of 10 seats", scene.Slack.Direct(scene.Lee)[0].Text);
        await scene.ShowsAsync(card, "now with Lee Park");
    }

    [Fact]
    public async Task A_stranger_to_the_team_cannot_be_handed_anything()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var mallory = scene.Slack.AddUser("mallory@example.com", "Mallory");
        await scene.PressAsync(scene.Dana, scene.Card, "Hand to...");

        await scene.SubmitAsync(scene.Dana, ("person", mallory.Id));

        Assert.Equal(["person"], scene.Slack.ModalOf(scene.Dana)!.Errors.Keys);
    }

    [Fact]
    public async Task Done_asks_what_was_done_and_closes_the_card()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = scene.Card;

        await scene.PressAsync(scene.Dana, card, "Done");
        await scene.SubmitAsync(scene.Dana, ("what", "called, ten more seats ordered"));

        await scene.Slack.WhenAsync(() => scene.Slack.Now(card).Edits > 0);
        Assert.DoesNotContain("Done", scene.Slack.Now(card).Labels);
    }

    [Fact]
    public async Task A_press_on_a_card_of_long_ago_is_explained_to_who_pressed_alone()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var old = scene.Card;
        await scene.SeatsAsync(5, "a1");
        await scene.Slack.WhenAsync(() => scene.Slack.Now(old).Edits > 0);

        foreach (string label in (string[])["Acknowledge", "Snooze", "Done", "Not right..."])
            await scene.PressAsync(scene.Dana, old, label);

        Assert.Null(scene.Slack.ModalOf(scene.Dana));
        Assert.Equal(4, scene.Slack.PrivateTo(scene.Dana).Count);
        Assert.All(scene.Slack.PrivateTo(scene.Dana), said => Assert.Contains("Already over", said.Words));
    }

    [Theory]
    [InlineData(SlackUserFlags.Guest)]
    [InlineData(SlackUserFlags.SingleChannelGuest)]
    [InlineData(SlackUserFlags.Stranger)]
    [InlineData(SlackUserFlags.Deactivated)]
    [InlineData(SlackUserFlags.None)]
    public async Task Who_is_no_teammate_sees_nothing_and_nothing_is_done_for_them(SlackUserFlags flags)
    {
        await using var scene = await SlackScene.WithChannelCardAsync();
        var card = scene.Slack.Seen(scene.Channel)[0];
        // With the address of a teammate, unless they are an ordinary member.
        var stranger = scene.Slack.AddUser(flags == SlackUserFlags.None ? "eve@example.com" : "noor@example.com", "Eve", flags: flags);
        scene.Slack.Workspace.Join(scene.Channel, stranger);

        foreach (string label in (string[])["Acknowledge", "Why?", "Snooze"])
            await scene.PressAsync(stranger, card, label);
        await scene.Slack.SlashAsync(stranger, scene.Channel, "alerts");
        await scene.SettleAsync();

        Assert.Null(scene.Slack.ModalOf(stranger));
        Assert.Equal(0, scene.Slack.Now(card).Edits);
        Assert.All(scene.Slack.PrivateTo(stranger), said => Assert.DoesNotContain("Amber", said.Words));
        Assert.Equal(Domain.Alerts.AlertState.Open, (await scene.AlertAsync()).Status.State);
    }
}
