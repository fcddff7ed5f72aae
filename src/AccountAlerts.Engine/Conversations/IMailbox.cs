namespace AccountAlerts.Engine.Conversations;

/// <summary>A message as it stands in the inbox. <paramref name="Sequence"/> grows with every post and edit anywhere in the inbox.</summary>
public sealed record MailboxMessage(
    string MessageId, Conversation Conversation, string Key, Message Message, DateTimeOffset PostedAt, DateTimeOffset? EditedAt, long Sequence)
{
    /// <summary>Lines under the message, oldest first.</summary>
    public IReadOnlyList<MailboxMessage> Thread { get; init; } = [];
}

/// <summary>The built-in chat platform's own store: what Slack or Teams would keep on their side.</summary>
public interface IMailbox
{
    /// <summary>Stores a message; a key that is there already is refused by returning the id it has.</summary>
    Task<string> PostAsync(OutboundMessage message, CancellationToken cancellation);

    /// <returns>False if the message is not there.</returns>
    Task<bool> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation);

    Task<string?> FindAsync(Conversation conversation, string key, CancellationToken cancellation);

    /// <summary>Newest first, at most <paramref name="limit"/>, each with the lines under it.</summary>
    Task<IReadOnlyList<MailboxMessage>> ReadAsync(Conversation conversation, int limit, CancellationToken cancellation);

    /// <summary>The sequence number of the latest post or edit in the conversation; 0 for an empty one.</summary>
    Task<long> LatestAsync(Conversation conversation, CancellationToken cancellation);
}
