using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What operations reads about delivery.</summary>
internal static class OperationsWords
{
    public static Message Broken(BrokenDestination destination)
    {
        bool all = destination.Conversation.Length == 0;
        string what = all ? $"{destination.Platform} refuses every message" : $"Messages cannot reach {destination.Conversation} on {destination.Platform}";
        return new Message
        {
            Text = what,
            Tone = Tone.Data,
            Blocks =
            [
                new Heading([new Span(what)]),
                new FieldList([new Field("It says", destination.Reason), new Field("Waiting", destination.Waiting == 1 ? "1 message" : $"{destination.Waiting} messages")]),
                new Paragraph([new Span(all
                    ? "Check the credentials and the address. The page Delivery has a button to try again at once; until then it is tried every few minutes, and nothing is lost."
                    : "Check that the person or channel still exists and may be written to. The page Delivery has a button to try again at once; until then it is tried every hour, and nothing is lost.")]),
            ],
        };
    }
}
