using System.Text.Json;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Tests.Inbound;

public sealed class TeamsInputTests
{
    [Theory]
    [InlineData("why acme", "why acme")]
    [InlineData("<at>AccountAlerts</at>&nbsp;why acme\n", "why acme")]
    [InlineData("why <at>AccountAlerts</at> acme", "why acme")]
    [InlineData("<p>why&nbsp;acme</p>", "why acme")]
    [InlineData("<div><b>how is</b> \u201camber lane\u201d</div>", "how is \"amber lane\"")]
    [InlineData("hand acme to <at>Lee Park</at>", "hand acme to Lee Park")]
    [InlineData("list arr < 5 and arr > 2", "list arr < 5 and arr > 2")]
    [InlineData("R&amp;D Works", "R&D Works")]
    [InlineData("why\u00a0ac\u200bme\u2019s score \u2013 now", "why acme's score - now")]
    [InlineData("\r\n\t ", "")]
    public void What_people_typed_is_read_as_they_meant_it(string text, string meant) => Assert.Equal(meant, TeamsInput.Plain(Mentioning(text)));

    [Fact]
    public void Only_the_mention_of_the_bot_itself_counts_and_only_as_it_stands_there()
    {
        Assert.True(TeamsInput.IsMentioned(Mentioning("x")));
        Assert.False(TeamsInput.IsMentioned(Mentioning("x") with { Recipient = new ChannelAccount { Id = "28:other" } }));
        Assert.False(TeamsInput.IsMentioned(Mentioning("x") with { Entities = null }));
    }

    [Theory]
    [InlineData("""{"button":{"action":"snooze","value":"key.1","form":true},"snooze.until":"week","snooze.reason":"","n":3}""", "snooze", "key.1")]
    [InlineData("""{"button":{"action":"command","value":"why acme","here":true,"something":"newer"}}""", "command", "why acme")]
    public void A_button_of_any_release_says_what_to_do_and_on_what(string data, string action, string value)
    {
        var pressed = PressedButton.Read(Execute(data))!;

        Assert.Equal((action, value), (pressed.Button.Action, pressed.Button.Value));
        Assert.All(pressed.Inputs, input => Assert.Equal(("until", "week"), (input.Key, input.Value)));
        Assert.Equal(action, PressedButton.Read(new Activity { Type = ActivityTypes.Message, Value = JsonDocument.Parse(data).RootElement })!.Button.Action);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"snooze\"")]
    [InlineData("""{"button":"snooze"}""")]
    [InlineData("""{"button":{"action":"","value":"x"}}""")]
    [InlineData("""{"button":{"action":"snooze"}}""")]
    [InlineData("""{"button":{"action":7,"value":{}}}""")]
    [InlineData("""{"action":"snooze","value":"key.1"}""")]
    public void What_no_button_of_ours_sends_is_none(string data) => Assert.Null(PressedButton.Read(Execute(data)));

    private static Activity Execute(string data) => new()
    {
        Type = ActivityTypes.Invoke, Name = "adaptiveCard/action", Value = JsonDocument.Parse("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"x\",\"data\":" + data + "}}").RootElement,
    };

    private static Activity Mentioning(string text) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Recipient = new ChannelAccount { Id = "28:bot" },
        Entities = [new Entity { Type = Entity.Mention, Text = "<at>AccountAlerts</at>", Mentioned = new ChannelAccount { Id = "28:bot" } }],
    };
}
