using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.TestKit.Receivers;

public enum WebhookVerb { Post, Edit, LookUp }

/// <summary>One request that reached the receiver with a good signature.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Accepted">True if the message (or the edit) was kept.</param>
/// <param name="Repeat">True for a post whose key was there already.</param>
/// <param name="Status">What it was answered; 0 where the answer never came.</param>
/// <param name="At">When the whole request was there, by the machine's clock.</param>
/// <param name="Text">The message's one line; empty for a look-up.</param>
public sealed record WebhookCall(
    long Number, WebhookVerb Verb, string Key, string Workspace, string Conversation, string? Thread, string? MessageId, string Text,
    bool Accepted, bool Repeat, int Status, DateTimeOffset At);

/// <summary>A message as the receiver's users see it now.</summary>
/// <param name="Json">The neutral message as it came, byte for byte.</param>
public sealed record WebhookMessage(
    string Id, string Key, string Workspace, string Conversation, string? Thread, ReadOnlyMemory<byte> Json, int Edits, DateTimeOffset PostedAt)
{
    public Message Message => MessageJson.Read(System.Text.Encoding.UTF8.GetString(Json.Span));
}

/// <summary>Totals over all calls.</summary>
/// <param name="Accepted">Posts that made a new message.</param>
/// <param name="Repeated">Posts of a key that was there already.</param>
/// <param name="Doubled">Second messages under one key; only a receiver that is not idempotent has any.</param>
/// <param name="Forged">Requests with a bad signature or timestamp.</param>
/// <param name="Malformed">Requests that are none of the protocol's.</param>
public sealed record WebhookCounts(
    long Posts, long Edits, long LookUps, long Accepted, long Repeated, long Doubled, long Refused, long Forged, long Malformed,
    DateTimeOffset? FirstAccept, DateTimeOffset? LastAccept);
