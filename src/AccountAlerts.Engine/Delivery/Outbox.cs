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
/// <param name="Lane">The conversation's own row: its lease is what keeps two messages of one conversation from being under way at once.</param>
/// <param name="Epoch">Grows with every claim of the lane; a result is recorded only under the epoch it was claimed with.</param>
/// <param name="ClaimedAt">By the database's clock, in milliseconds since 1970.</param>
/// <param name="Post">True for what is said once; false for a card, which follows what it should show.</param>
/// <param name="Key">Random, travels with the message, and finds it again.</param>
/// <param name="Desired">What should be shown. For a message that failed as <c>PayloadBad</c>, its plainest form. Read when it goes out: that takes longer than the lease of it.</param>
/// <param name="MessageId">The platform's name of the message to edit; null to post anew.</param>
/// <param name="ThreadId">The platform's name of the message under which this one is said.</param>
/// <param name="Unclear">How many attempts were made since it was last known for sure what is shown; above 0, ask for the key before posting.</param>
/// <param name="EditOnly">True for a card that is over: what was shown is edited, and nothing is posted for it any more.</param>
public sealed record OutboxItem(
    long Id, long Lane, long Epoch, long ClaimedAt, bool Post, Conversation Conversation, string Key, Lazy<Message> Desired, string DesiredHash,
    string? MessageId, string? ThreadId, int Unclear, bool EditOnly, int Attempts)
{
    public bool LookFirst => Unclear > 0 && MessageId is null;

    public OutboundMessage Message => new(Conversation, Key, Desired.Value) { ThreadId = ThreadId };
}

/// <summary>How an attempt ended, for the record.</summary>
public abstract record OutboxResult
{
    /// <summary>The message that a look-up found, whatever became of the attempt afterwards: from now on it is edited, never posted again.</summary>
    public string? Found { get; init; }

    /// <summary>Messages with the same key beside the one that counts; they are to be taken away.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>True if an earlier post may be there as well, and the platform cannot be asked; whatever became of this one.</summary>
    public bool PerhapsTwice { get; init; }

    /// <param name="Hash">Of what is shown now.</param>
    public sealed record Shown(string MessageId, string Hash) : OutboxResult;

    /// <summary>Nothing is shown, and nothing has to be any more.</summary>
    public sealed record Dropped(string Reason) : OutboxResult;

    /// <summary>Surely not accepted: again after a while.</summary>
    /// <param name="Workspace">True if everything else of the workspace has to wait as well.</param>
    public sealed record Later(TimeSpan After, bool Workspace, string Reason) : OutboxResult
    {
        /// <summary>True where nobody said how long; see <see cref="RetryPolicy.Grown"/>.</summary>
        public bool Guessed { get; init; }
    }

    /// <summary>Perhaps accepted: again only after the lease's end plus a time-out, and then look first.</summary>
    public sealed record Unclear(string Reason) : OutboxResult;

    /// <summary>The message to edit is gone: post anew at once.</summary>
    public sealed record Gone(string Reason) : OutboxResult;

    /// <summary>Refused as it is: once more in its plainest form, then a dead letter.</summary>
    public sealed record Refused(string Reason) : OutboxResult;

    /// <summary>The conversation (or, for the whole <paramref name="Installation"/>, the workspace) takes nothing for now.</summary>
    public sealed record Blocked(TimeSpan Until, bool Installation, string Reason) : OutboxResult;

    /// <summary>No call was made, since too little was left of the lease: as if it had not been claimed.</summary>
    public sealed record Returned : OutboxResult;
}

/// <param name="StartedAfter">How long after the claim the call began, by this process's own monotonic clock.</param>
/// <param name="EndedAfter">How long after the claim its end was known.</param>
public sealed record OutboxDone(OutboxItem Item, OutboxResult Result, TimeSpan StartedAfter, TimeSpan EndedAfter);

/// <summary>What a turn brought.</summary>
/// <param name="Lost">Of the results handed in, those whose lease was no longer ours: they are not recorded as results.</param>
/// <param name="NextDue">How long until something of the platform becomes due that is not due now; null if nothing waits.</param>
public sealed record OutboxTurn(IReadOnlyList<OutboxItem> Claimed, IReadOnlyList<OutboxItem> Lost, TimeSpan? NextDue);

/// <summary>The sending side of the outbox. Rows get in with the state change that they tell of.</summary>
public interface IOutbox
{
    /// <summary>
    /// Records results and leases what is due next, in one transaction: at most one row per conversation, in the order of
    /// <see cref="Priority"/>, round-robin over accounts, as many as the limits allow.
    /// </summary>
    /// <remarks>
    /// The attempt counts as made from here on: after a crash the row waits for the lease's end plus a time-out and is looked up first.
    /// If a result comes too late, what it says of a message beside the recorded one is kept, so that it can be cleaned up.
    /// </remarks>
    /// <param name="most">How many rows to lease; 0 only records.</param>
    Task<OutboxTurn> TurnAsync(
        string platform, PlatformLimits limits, IReadOnlyList<OutboxDone> done, int most, CancellationToken cancellation);

    /// <summary>
    /// Ends what a dead predecessor left, where the store takes one sending process at a time: its messages under way wait for a time-out,
    /// since the platform may still be working on them, and are looked up first. Where several may send, leases end by themselves.
    /// </summary>
    /// <returns>How many leases were ended.</returns>
    Task<int> ReleaseAsync(CancellationToken cancellation);
}
