using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What goes out first.</summary>
public enum Priority
{
    Answer,

    /// <summary>The first alert of an account that nobody was told about yet.</summary>
    FirstAlert,
    Alert,
    Digest,
}

/// <summary>A row of the outbox under a lease: this process alone may send it until the lease ends.</summary>
/// <param name="Epoch">Grows with every claim; a result is recorded only under the epoch it was claimed with.</param>
/// <param name="Key">Random, travels with the message, and finds it again.</param>
/// <param name="Desired">What should be shown. For a message that failed as <c>PayloadBad</c>, its plainest form.</param>
/// <param name="MessageId">The platform's name of the message to edit; null to post anew.</param>
/// <param name="LookFirst">True if an earlier attempt to post may have been accepted: ask for the key before posting again.</param>
/// <param name="Post">True for what is said once; false for a card, which follows what it should show.</param>
/// <param name="EditOnly">True for a card that is over: what was shown is edited, and nothing is posted for it any more.</param>
public sealed record OutboxItem(
    long Id, long Epoch, bool Post, Conversation Conversation, string Key, Message Desired, string DesiredHash, string? MessageId,
    bool LookFirst, bool EditOnly, int Attempts);

/// <summary>How an attempt ended, for the record.</summary>
public abstract record OutboxResult
{
    /// <param name="Hash">Of what is shown now.</param>
    public sealed record Shown(string MessageId, string Hash) : OutboxResult;

    /// <summary>Nothing is shown, and nothing has to be any more.</summary>
    public sealed record Dropped(string Reason) : OutboxResult;

    /// <summary>Surely not accepted: again after a while.</summary>
    public sealed record Later(TimeSpan After, string Reason) : OutboxResult;

    /// <summary>Perhaps accepted: again only after the lease's end plus a time-out, and then look first.</summary>
    public sealed record Unclear(string Reason) : OutboxResult;

    /// <summary>The message to edit is gone: post anew at once.</summary>
    public sealed record Gone(string Reason) : OutboxResult;

    /// <summary>Refused as it is: once more in its plainest form, then a dead letter.</summary>
    public sealed record Refused(string Reason) : OutboxResult;

    /// <summary>The conversation (or, for the whole <paramref name="Installation"/>, the workspace) takes nothing for now.</summary>
    public sealed record Blocked(TimeSpan Until, bool Installation, string Reason) : OutboxResult;
}

/// <summary>The sending side of the outbox. Rows get in with the state change that they tell of.</summary>
public interface IOutbox
{
    /// <summary>Leases what is due: at most one row per conversation, in the order of <see cref="Priority"/>, round-robin over accounts.</summary>
    /// <remarks>The attempt counts as made from here on: after a crash the row waits for the lease's end plus a time-out and is looked up first.</remarks>
    /// <param name="platforms">Names of the platforms that this process can reach.</param>
    Task<IReadOnlyList<OutboxItem>> ClaimAsync(int limit, IReadOnlyCollection<string> platforms, CancellationToken cancellation);

    /// <returns>False if the lease is no longer ours: another process has the row, and this result is not recorded.</returns>
    Task<bool> RecordAsync(OutboxItem item, OutboxResult result, CancellationToken cancellation);

    /// <summary>How long until something becomes due that is not due now; null if nothing waits.</summary>
    Task<TimeSpan?> NextDueAsync(CancellationToken cancellation);

    Task<DeliveryCounts> CountAsync(CancellationToken cancellation);
}

/// <summary>How delivery stands.</summary>
/// <param name="Pending">Rows whose shown state is not the desired one, dead ones left out.</param>
/// <param name="Dead">Messages that a platform refused for good.</param>
/// <param name="Broken">Conversations that take nothing now, with the reason.</param>
public sealed record DeliveryCounts(int Pending, int Dead, IReadOnlyList<BrokenDestination> Broken);

public sealed record BrokenDestination(string Platform, string Workspace, string Conversation, string Reason, DateTimeOffset Since);
