using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What a call beside the outbox does, as far as a platform counts it.</summary>
public enum CallKind
{
    /// <summary>As a post: it counts in its conversation and among the workspace's posts.</summary>
    Post,

    /// <summary>As an edit: it counts in its conversation and among the workspace's edits.</summary>
    Edit,

    /// <summary>It changes nothing: it counts among the workspace's look-ups, and among the reads of its conversation.</summary>
    Read,
}

/// <summary>
/// The token buckets from which the outbox takes, for calls that are made beside it: a chat that is opened, a message that is taken away, a
/// question of who is there. So all calls of all replicas together keep within what the platform takes.
/// </summary>
public interface ICallBuckets
{
    /// <param name="place">What the call is about.</param>
    /// <returns>Zero: it may be made now, and is counted. Else how long until it may be asked again; nothing is counted.</returns>
    Task<TimeSpan> TakeAsync(Conversation place, CallKind kind, PlatformLimits limits, CancellationToken cancellation);
}
