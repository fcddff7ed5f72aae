using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Teams.Inbound;

/// <summary>What Teams' side says by itself.</summary>
internal static class TeamsSayings
{
    public const string AnsweredPrivately = "Answered privately.";

    /// <summary>In a thread, where the personal chat cannot be opened.</summary>
    public const string NotReachable = "I cannot write to you alone yet. Add AccountAlerts for yourself (Apps, AccountAlerts, Add), then ask again.";

    public const string Noted = "Noted.";

    public const string Below = "See the message below.";

    public const string InTheChat = "See your chat with AccountAlerts.";

    /// <summary>Where the work goes on after Teams would have stopped waiting.</summary>
    public const string StillAtIt = "This takes a moment; it goes on.";

    /// <summary>To whoever is no teammate: neither that there are customers nor which.</summary>
    public static Message Nobody { get; } = Say("This is for the customer-success team. Ask operations to add you.");

    public static Message Unclear { get; } = Say("Teams does not say right now who you are. Please try again in a moment.");

    public static Message Broken { get; } = Say("Something broke on our side, and nothing was changed by it as far as we know. Please try again.");

    public static Message Unknown { get; } = Say("This button is not known any more.");

    public static Message TooLong { get; } = Say("That is too long. Type help to see what you can ask.");

    public static Message Welcome { get; } = new()
    {
        Text = "AccountAlerts is here",
        Blocks =
        [
            new Paragraph([new Span("AccountAlerts is here", SpanStyle.Strong)]),
            new Paragraph([new Span("When a customer of yours needs a person you get a message in this chat: what changed, why, and what to do next. Take it, snooze it, hand it on or ask why, right there.")]),
            new BulletList(
            [
                [new Span("Write to me", SpanStyle.Strong), new Span(": mine, why <customer>, snooze <customer> until friday, digest, help")],
                [new Span("Mention me", SpanStyle.Strong), new Span(" in a channel or group chat; I answer you here, alone")],
                [new Span("Find a customer", SpanStyle.Strong), new Span(" from the text box of any chat, to show how it stands")],
            ]),
            new Footnote("You see only the customers that are yours to see."),
        ],
        Buttons =
        [
            new Button(Actions.Command, "What needs me", "mine", ButtonStyle.Primary), new Button(Actions.Command, "My digest", "digest"),
            new Button(Actions.Command, "What I can ask", "help"),
        ],
    };

    public static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    /// <summary>Puts a line before a message.</summary>
    public static Message After(string? first, Message message) => first is null
        ? message
        : message with { Blocks = [new Paragraph([new Span(first, SpanStyle.Emphasis)]), .. message.Blocks] };
}
