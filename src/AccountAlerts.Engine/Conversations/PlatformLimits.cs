namespace AccountAlerts.Engine.Conversations;

/// <summary>One call every so often, as a bucket of tokens.</summary>
/// <param name="Every">A token grows back after this long; above zero.</param>
/// <param name="Burst">How many calls may go at once after a pause, 1 or more.</param>
public sealed record Rate(TimeSpan Every, int Burst = 1);

/// <summary>How many calls a platform takes. Null: as many as there are.</summary>
public sealed record PlatformLimits
{
    public static PlatformLimits None { get; } = new();

    /// <summary>Posts and edits in one conversation.</summary>
    public Rate? Conversation { get; init; }

    /// <summary>Posts in one workspace.</summary>
    public Rate? Posts { get; init; }

    /// <summary>Edits in one workspace.</summary>
    public Rate? Edits { get; init; }

    /// <summary>Look-ups in one workspace.</summary>
    public Rate? LookUps { get; init; }

    /// <summary>Questions about one conversation, where the platform counts them apart from what is said there.</summary>
    public Rate? Reads { get; init; }
}
