using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>What people do with a card in Slack, and what they and others see of it.</summary>
public sealed class ActTests
{
    [Fact]
    public async Task An_acknowledged_card_changes_in_place_and_nobody_gets_a_second_message()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = Assert.Single(scene.Slack.Direct(scene.Dana));
        Assert.Contains("10 of 10 seats", card.Text);
        Assert.Empty(await scene.Product.InboxAsync("dana@example.com"));

        var answer = await scene.PressAsync(scene.Dana, card, "Acknowledge");
        Assert.Equal((true, 200, "", "nothing"), (answer.Acked, answer.Status, answer.Body, scene.LastPrivateTo(scene.Dana)));
        await scene.Slack.WhenAsync(() => scene.Slack.Now(card).Edits == 1);

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

    [Fact]
    public async Task A_draft_to_the_customer_is_shown_to_who_asked_alone_and_what_was_done_is_told_below_the_card()
    {
        await using var scene = await SlackScene.WithChannelCardAsync();
        var card = scene.Slack.Seen(scene.Channel)[0];

        await scene.PressAsync(scene.Lee, card, "Draft to the customer");
        Assert.Contains("Hello Amber Lane", scene.LastPrivateTo(scene.Lee));
        Assert.DoesNotContain("Hello", scene.Slack.Now(card).Words);
        await scene.PressAsync(scene.Dana, card, "Acknowledge");
        await scene.Slack.WhenAsync(() => scene.Slack.Thread(card).Count == 1);

        Assert.Equal("Dana Whitfield is on it", scene.Slack.Thread(card)[0].Words);
        Assert.Single(scene.Slack.Seen(scene.Channel));
    }

    [Fact]
    public async Task What_is_not_right_closes_the_card_and_says_what_was_said()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var card = scene.Card;

        await scene.PressAsync(scene.Dana, card, "Not right...");
        await scene.SubmitAsync(scene.Dana, ("why", "away"));
        Assert.Equal(["date"], scene.Slack.ModalOf(scene.Dana)!.Errors.Keys);
        await scene.SubmitAsync(scene.Dana, ("why", "not-here"), ("note", "they asked us to wait"));
        await scene.Slack.WhenAsync(() => scene.Slack.Now(card).Edits > 0);

        Assert.Equal(Domain.Alerts.AlertState.Resolved, (await scene.AlertAsync()).State);
        Assert.Empty(scene.Slack.Now(card).Labels);
    }

    [Fact]
    public async Task What_somebody_may_not_see_is_neither_shown_nor_done_for_them()
    {
        await using var scene = await SlackScene.StartAsync(("Routing:all:To", "#customer-success"), ("Access", "Own"));
        await scene.BeginAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Slack.WhenAsync(() => scene.Slack.Seen(scene.Channel).Count > 0);
        var card = scene.Slack.Seen(scene.Channel)[0];

        foreach (string label in (string[])["Acknowledge", "Why?", "Snooze", "Draft to the customer"])
            await scene.PressAsync(scene.Lee, card, label);

        Assert.Null(scene.Slack.ModalOf(scene.Lee));
        Assert.Equal(4, scene.Slack.PrivateTo(scene.Lee).Count);
        Assert.All(scene.Slack.PrivateTo(scene.Lee), said => Assert.Contains("Ask operations", said.Words, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Domain.Alerts.AlertState.Open, (await scene.AlertAsync()).State);
        await scene.PressAsync(scene.Dana, card, "Acknowledge");
        await scene.ShowsAsync(card, "on it");
    }

    /// <summary>As they stand on messages that were sent. Never change a row: people press what is on their screen.</summary>
    [Theory]
    [InlineData("acknowledge.0", "{0}.1", "")]
    [InlineData("why.2", "{0}.1", "Amber Lane")]
    [InlineData("snooze.1", "{0}.1", "(form) Snooze")]
    [InlineData("done.3", "{0}.1", "(form) Done")]
    [InlineData("more", "hand-to|{0}.1", "(form) Hand to")]
    [InlineData("more", "draft|{0}.1", "Hello Amber Lane")]
    [InlineData("more", "start-playbook|{0}.1", "")]
    [InlineData("more", "not-right|{0}.1", "(form) Not right")]
    [InlineData("tick-step.4", "{0}.1!1.0.1", "not known any more")]
    [InlineData("command.0", "why a1", "Amber Lane")]
    [InlineData("acknowledge.0", "AAAAAAAAAAAAAAAAAAAAAA.1", "not known any more")]
    [InlineData("acknowledge.0", "row:AAAAAAAAAAAAAAAAAAAAAA:1.1", "not known any more")]
    [InlineData("snooze.1", "alert.1.0123456789abcdef.1", "over")]
    [InlineData("promote.7", "{0}.1", "not known any more")]
    [InlineData("more", "promote", "not known any more")]
    [InlineData("more", "", "not known any more")]
    public async Task Buttons_of_any_earlier_release_work_or_are_answered(string id, string value, string answered)
    {
        await using var scene = await SlackScene.WithCardAsync();
        long before = (await scene.AlertAsync()).Version;
        string key = scene.Card.Metadata!["event_payload"]!["key"]!.ToString();
        var press = scene.Slack.Compose.Click(scene.Dana, scene.Card, "Why?");
        var action = press.Payload["actions"]![0]!;
        action["action_id"] = id;
        string pressed = value.Replace("{0}", key, StringComparison.Ordinal);
        action["value"] = id == "more" ? null : pressed;
        if (id == "more")
            action["selected_option"] = new System.Text.Json.Nodes.JsonObject { ["value"] = pressed };

        Assert.True((await scene.Slack.DeliverAsync(press)).Acked);
        await scene.SettleAsync();

        string said = scene.Slack.ModalOf(scene.Dana) is { } form ? "(form) " + form.Title : scene.LastPrivateTo(scene.Dana);
        if (answered.Length == 0)
            Assert.True((await scene.AlertAsync()).Version > before, said);
        else
            Assert.Contains(answered, said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_press_is_acknowledged_in_time_although_Slack_itself_does_not_answer_us()
    {
        await using var scene = await SlackScene.WithChannelCardAsync();
        var mallory = scene.Slack.AddUser("mallory@example.com", "Mallory");
        scene.Slack.Then("users.info", SlackFault.Silence);

        var pressed = scene.Slack.ClickAsync(mallory, scene.Slack.Seen(scene.Channel)[0], "Acknowledge");
        await scene.Slack.WhenAsync(() => scene.Slack.Held == 1);
        await Waiting.UntilAsync(() =>
        {
            scene.Product.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(pressed.IsCompleted);
        });

        var answer = await pressed;
        Assert.Equal((true, ""), (answer.Acked, answer.Body));
        Assert.Equal(1, scene.Slack.Held);
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
