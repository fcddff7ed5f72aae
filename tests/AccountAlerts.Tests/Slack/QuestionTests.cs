using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>What people ask in Slack, in every way in which they can.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task The_command_is_answered_with_its_acknowledgement_and_privately()
    {
        await using var scene = await SlackScene.WithCardAsync();
        int calls = scene.Slack.Calls.Count;

        var answer = await scene.Slack.SlashAsync(scene.Dana, scene.Channel, "why amber lane");

        Assert.Equal("ephemeral", answer.Json?["response_type"]?.ToString());
        Assert.Contains("Amber Lane", scene.LastPrivateTo(scene.Dana));
        Assert.Empty(scene.Slack.Seen(scene.Channel));
        Assert.DoesNotContain(scene.Slack.Calls.Skip(calls), call => call.Method is "chat.postMessage" or "chat.postEphemeral");
    }

    [Fact]
    public async Task A_name_that_means_several_is_answered_with_buttons_and_the_choice_takes_their_place()
    {
        await using var scene = await SlackScene.StartAsync();
        await scene.BeginAsync("Amber Lane", "Amber Loft");

        await scene.Slack.SlashAsync(scene.Dana, scene.Channel, "amber");
        var choices = Assert.Single(scene.Slack.PrivateTo(scene.Dana));
        Assert.Equal(["Amber Lane", "Amber Loft"], choices.Labels);
        await scene.PressAsync(scene.Dana, choices, "Amber Loft");

        var answer = Assert.Single(scene.Slack.PrivateTo(scene.Dana));
        Assert.Contains("Amber Loft", answer.Words);
        Assert.DoesNotContain("Amber Lane", answer.Words);
    }

    [Fact]
    public async Task A_mention_is_answered_to_who_asked_alone()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.MentionAsync(scene.Lee, scene.Channel, "how is \u201camber lane\u201d?");
        await scene.SettleAsync();

        Assert.Contains("Amber Lane", scene.LastPrivateTo(scene.Lee));
        Assert.Single(scene.Slack.Seen(scene.Channel));
    }

    [Fact]
    public async Task A_direct_message_is_answered_below_it()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.DirectMessageAsync(scene.Lee, "alerts");
        await scene.SettleAsync();

        Assert.Contains("Amber Lane", scene.Slack.Direct(scene.Lee)[^1].Words);
        Assert.Equal(2, scene.Slack.Direct(scene.Lee).Count);
    }

    [Fact]
    public async Task An_event_that_Slack_repeats_is_answered_once()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var asked = scene.Slack.Compose.Mention(scene.Lee, scene.Channel, "alerts");

        await scene.Slack.DeliverAsync(asked);
        await scene.Slack.DeliverAsync(asked, retry: 1);
        await scene.Slack.DeliverAsync(asked, retry: 2);
        await scene.SettleAsync();

        Assert.Single(scene.Slack.PrivateTo(scene.Lee));
    }
}
