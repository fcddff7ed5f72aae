namespace AccountAlerts.Proofs.Chat;

/// <summary>What a service asked of the chat server.</summary>
internal enum CallKind
{
    Post,
    Edit,
    Find,
}

/// <summary>One request, as it reached the server.</summary>
/// <param name="Number">Counts all requests, from 1.</param>
/// <param name="At">Since the server's start, when the whole request had been read.</param>
/// <param name="Key">Of a post or a look-up; for an edit the key that the message was posted with.</param>
/// <param name="MessageId">Of an edit; else empty.</param>
/// <param name="Text">The one line of the message; empty for a look-up.</param>
internal sealed record ChatCall(long Number, TimeSpan At, CallKind Kind, string Conversation, string Key, string MessageId, string Text);

/// <summary>What the server does with a request.</summary>
internal abstract record ChatAnswer
{
    public static ChatAnswer Take { get; } = new Accept();

    /// <summary>Accepts, after <paramref name="Delay"/>.</summary>
    public sealed record Accept(TimeSpan Delay = default) : ChatAnswer;

    /// <summary>Accepts and does not answer until the caller gives up.</summary>
    public sealed record AcceptInSilence : ChatAnswer;

    /// <summary>Accepts and sends the answer so slowly that its end takes <paramref name="Lasting"/>.</summary>
    public sealed record AcceptSlowly(TimeSpan Lasting) : ChatAnswer;

    /// <summary>Does not accept: 429 with Retry-After.</summary>
    public sealed record TooMany(int RetryAfterSeconds) : ChatAnswer;

    /// <summary>Says <paramref name="Code"/>, having accepted or not.</summary>
    public sealed record Status(int Code, bool Accepted) : ChatAnswer;

    /// <summary>Cuts the connection, having accepted or not.</summary>
    public sealed record Reset(bool Accepted) : ChatAnswer;
}

/// <summary>A message that was accepted, or an edit of one.</summary>
internal sealed record Accepted(ChatCall Call, string MessageId)
{
    public TimeSpan At => Call.At;

    public override string ToString() => FormattableString.Invariant($"{At.TotalSeconds,9:0.000} s  {Call.Kind,-4} {Call.Conversation}  \"{Call.Text}\"");
}
