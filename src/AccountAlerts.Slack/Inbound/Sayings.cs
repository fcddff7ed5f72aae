using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Slack.Inbound;

/// <summary>What Slack's side says by itself.</summary>
internal static class Sayings
{
    /// <summary>To whoever is no teammate: neither that there are customers nor which.</summary>
    public static Message Nobody { get; } = Say("This is for the customer-success team. Ask operations to add you.");

    /// <summary>In the demo, once every invented CSM is played by somebody.</summary>
    public static Message DemoIsFull { get; } =
        Say("This is a demo, and everybody in it is played by somebody by now. Whoever wrote first can show you, or look at the inbox of the service.");

    public static Message Unclear { get; } = Say("Slack does not say right now who you are. Please try again in a moment.");

    /// <summary>With a signing secret alone nobody can be told from a stranger.</summary>
    public static Message ReceiveOnly { get; } = Say("AccountAlerts has no bot token for this workspace, so it cannot know who you are. Ask operations to set Slack:BotToken.");

    public static Message Broken { get; } = Say("Something broke on our side, and nothing was changed by it as far as we know. Please try again.");

    public static Message Unknown { get; } = Say("This button is not known any more.");

    public static Message Stale { get; } = Say("That took too long for Slack to open a form. Please press the button again.");

    public static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    /// <summary>Puts a line before a message.</summary>
    public static Message After(string? first, Message message) => first is null
        ? message
        : message with { Blocks = [new Paragraph([new Span(first, SpanStyle.Emphasis)]), .. message.Blocks] };
}
