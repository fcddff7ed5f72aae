using AccountAlerts.Engine.Conversations;
using AccountAlerts.Inbox;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Inbox;

public sealed class ReadingOrderTests
{
    [Fact]
    public void What_waits_comes_before_what_is_taken_and_what_is_over_and_the_urgent_before_the_new()
    {
        string[] newestFirst = ["over", "growth", "taken", "this week, newer", "today", "this week, older"];

        var order = ReadingOrder.Of([.. newestFirst.Select(Message)]).Select(message => message.Key);

        Assert.Equal(["today", "this week, newer", "this week, older", "growth", "taken", "over"], order);
    }

    private static MailboxMessage Message(string name)
    {
        var (tone, buttons) = name switch
        {
            "over" => (Tone.Done, Array.Empty<string>()),
            "growth" => (Tone.Growth, [Actions.Acknowledge, Actions.Why]),
            "taken" => (Tone.Critical, [Actions.Why]),
            "today" => (Tone.Critical, [Actions.Acknowledge, Actions.Why]),
            _ => (Tone.AtRisk, [Actions.Acknowledge, Actions.Why]),
        };
        var message = Scene.Plain(name) with { Tone = tone, Buttons = [.. buttons.Select(action => new Button(action, action, "v"))] };
        return new MailboxMessage(name, new Conversation("inbox", "local", "dana@example.com"), name, message, Scene.Now, null, 1);
    }
}
