namespace AccountAlerts.Engine.Conversations;

/// <summary>Where messages go: (platform, workspace or tenant, id).</summary>
public sealed record Conversation(string Platform, string Workspace, string Id)
{
    public override string ToString() => $"{Platform}/{Workspace}/{Id}";
}

/// <summary>One message on its way. <paramref name="Key"/> is random, travels with the message, and finds it again.</summary>
public sealed record OutboundMessage(Conversation Conversation, string Key, Message Message)
{
    /// <summary>The platform's name of the message under which this one is said; null for a message of its own.</summary>
    public string? ThreadId { get; init; }
}

/// <summary>How a send or an edit ended, classified once, where the wire is known.</summary>
public abstract record DeliveryOutcome
{
    /// <summary>Accepted; the platform calls the message <paramref name="MessageId"/>.</summary>
    public sealed record Delivered(string MessageId) : DeliveryOutcome;

    /// <summary>Not accepted; not before <paramref name="After"/> again.</summary>
    /// <param name="Workspace">True if nothing at all may go to the workspace until then; false if only this conversation has to wait.</param>
    public sealed record RetryAfter(TimeSpan After, string Reason, bool Workspace = false) : DeliveryOutcome
    {
        /// <summary>True where the platform did not say how long: then the waits grow from refusal to refusal.</summary>
        public bool Guessed { get; init; }
    }

    /// <summary>This conversation takes no messages until somebody mends it.</summary>
    public sealed record DestinationBroken(string Reason) : DeliveryOutcome;

    /// <summary>The platform refuses us altogether: token, scope, tenant.</summary>
    public sealed record InstallationBroken(string Reason) : DeliveryOutcome;

    /// <summary>This message will never be accepted as it is.</summary>
    public sealed record PayloadBad(string Reason) : DeliveryOutcome;

    /// <summary>The message to edit is gone; post anew.</summary>
    public sealed record MessageGone(string Reason) : DeliveryOutcome;

    /// <summary>It may or may not have been accepted: look before repeating.</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}

/// <summary>The answer to "is a message with this key there?".</summary>
public abstract record LookUp
{
    /// <param name="MessageId">The oldest message with the key.</param>
    public sealed record Found(string MessageId) : LookUp
    {
        /// <summary>Younger messages with the same key; only a platform that shows such doubles has any.</summary>
        public IReadOnlyList<string> Copies { get; init; } = [];
    }

    public sealed record Absent : LookUp;

    /// <summary>The platform cannot be asked (now, or at all).</summary>
    public sealed record CannotTell(string Reason) : LookUp
    {
        /// <summary>True where the platform has no way to look at all: asking again is for nothing.</summary>
        public bool Never { get; init; }
    }
}

/// <summary>The seam to a chat platform: it sends, edits and finds. It never deduplicates, retries, counts or decides.</summary>
public interface IChatPlatform
{
    /// <summary>The name in <see cref="Conversation.Platform"/>.</summary>
    string Name { get; }

    /// <summary>How many calls the platform takes; none by default. Kept by the dispatcher, together with all replicas.</summary>
    PlatformLimits Limits => PlatformLimits.None;

    Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation);

    Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation);

    Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation);

    /// <summary>The same for a message that may stand under another one.</summary>
    Task<LookUp> FindAsync(OutboundMessage message, CancellationToken cancellation) => FindAsync(message.Conversation, message.Key, cancellation);
}
