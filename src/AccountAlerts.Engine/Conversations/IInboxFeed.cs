namespace AccountAlerts.Engine.Conversations;

/// <summary>
/// What a reader sees in the inbox: the inbox's own messages and, where another platform has theirs, the same cards with the same buttons.
/// There is one card; a click here edits it where it was posted.
/// </summary>
public interface IInboxFeed
{
    /// <summary>Newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<MailboxMessage>> ReadAsync(string reader, int limit, CancellationToken cancellation);

    /// <summary>A number that changes whenever something is posted or edited for the reader.</summary>
    Task<long> LatestAsync(string reader, CancellationToken cancellation);
}
