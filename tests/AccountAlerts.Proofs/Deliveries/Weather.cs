using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>How one conversation of the chat server misbehaves, and how often a good sender calls it for all that.</summary>
/// <param name="Replies">To its first posts, one each; look-ups and later posts are answered well.</param>
/// <param name="Posts">How many posts it takes: the replies, and one more if none of them took the message.</param>
/// <param name="Arrives">True if the message is there in the end.</param>
internal sealed record Weather(string Name, IReadOnlyList<WebhookReply> Replies, int Posts, bool Arrives = true)
{
    /// <summary>A look-up may come in vain once; more of them would be amplification.</summary>
    public int MostLookUps => Replies.Count(reply => reply.Status is not 429 and not 403) * 2;

    public static IReadOnlyList<Weather> All { get; } =
    [
        new("429 with Retry-After, three times", [WebhookReply.TooMany(1), WebhookReply.TooMany(2), WebhookReply.TooMany(1)], 4),
        new("500, not taken, twice", [WebhookReply.Error, WebhookReply.Error], 3),
        new("500, but taken", [WebhookReply.AcceptThenError], 1),
        new("taken, and no answer", [WebhookReply.AcceptThenSilence], 1),
        new("no answer, and not taken", [WebhookReply.Silence], 2),
        new("reset, not taken", [WebhookReply.Reset], 2),
        new("reset, but taken", [WebhookReply.AcceptThenDrop], 1),
        new("taken, with an answer that never ends", [WebhookReply.SlowBody], 1),
        new("403 for ever", [.. Enumerable.Repeat(WebhookReply.Forbidden, 100)], 1, Arrives: false),
        new("mixed", [WebhookReply.TooMany(1), WebhookReply.Error, WebhookReply.TooMany(1), WebhookReply.Reset, WebhookReply.AcceptThenDrop], 5),
    ];
}
