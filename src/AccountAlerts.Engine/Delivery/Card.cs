using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The live message about one account in one conversation, for one kind of alerts.</summary>
public sealed record Card
{
    /// <summary>Random; names the card on buttons and travels with the message. Every generation has its own.</summary>
    public required string Key { get; init; }

    public required int AccountId { get; init; }

    public required TriggerKind Kind { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>Whom it is for, in lower case: an e-mail address or a channel. Null for a card from before readers were kept; its conversation is called like its reader.</summary>
    public string? Reader { get; init; }

    /// <summary>Whom it is for, also of a card from before readers were kept.</summary>
    public string For => Reader ?? Conversation.Id;

    /// <summary>Counts the messages posted for this account, kind and conversation, from 1.</summary>
    public required int Generation { get; init; }

    public CardPhase Phase { get; init; } = CardPhase.Live;

    /// <summary>Grows when a cause joins; a button remembers the revision on which it was shown.</summary>
    public int Revision { get; init; } = 1;

    public required IReadOnlyList<CardCause> Causes { get; init; }

    public int Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }
}

public enum CardPhase
{
    Live,

    /// <summary>Every cause is over, or it has moved to somebody else.</summary>
    Closed,

    /// <summary>A newer message tells the story.</summary>
    Superseded,
}

/// <summary>One alert on a card.</summary>
/// <param name="Number">From 1, never reused on the card; what a dialog's choice of causes names.</param>
/// <param name="FromRevision">The card's revision that first showed it.</param>
public sealed record CardCause(int Number, AlertKey Alert, int Episode, int FromRevision);

/// <summary>What a button on a card carries: the card's key and the revision that the clicker saw.</summary>
public sealed record CardHandle(string Key, int Revision)
{
    public override string ToString() => $"{Key}.{Revision}";

    /// <returns>Null for a value that no card wrote.</returns>
    public static CardHandle? Parse(string value)
    {
        int dot = value.LastIndexOf('.');
        return dot > 0 && int.TryParse(value.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture, out int revision)
            ? new CardHandle(value[..dot], revision)
            : null;
    }
}
