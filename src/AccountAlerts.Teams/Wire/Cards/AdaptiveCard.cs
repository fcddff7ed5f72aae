using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Wire.Cards;

/// <summary>An Adaptive Card as Teams takes it: adaptivecards.io/schemas/1.5.0/adaptive-card.json, and what Teams adds.</summary>
/// <param name="Body">From top to bottom.</param>
/// <param name="Actions">At most <see cref="MostActions"/>; more are dropped by some clients.</param>
public sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, IReadOnlyList<CardAction>? Actions = null)
{
    public const string CurrentVersion = "1.5";

    /// <summary>Of a card, or of one set of actions.</summary>
    public const int MostActions = 6;

    [JsonPropertyOrder(-3)]
    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string? Schema { get; init; }

    /// <summary>Null for a card within a card.</summary>
    [JsonPropertyOrder(-1)]
    public string? Version { get; init; }

    [JsonPropertyName("msteams")]
    public TeamsCardSettings? Teams { get; init; }

    /// <summary>A card of its own, as wide as the conversation.</summary>
    public static AdaptiveCard Whole(IReadOnlyList<CardElement> body, IReadOnlyList<CardAction> actions, IReadOnlyList<CardMention> mentions) =>
        new(body, actions.Count > 0 ? actions : null)
        {
            Schema = "http://adaptivecards.io/schemas/adaptive-card.json",
            Version = CurrentVersion,
            Teams = new TeamsCardSettings("Full", mentions.Count > 0 ? mentions : null),
        };
}

/// <param name="Width">Full, or null for the usual.</param>
/// <param name="Entities">One for each text between at-tags in the card.</param>
public sealed record TeamsCardSettings(string? Width = null, IReadOnlyList<CardMention>? Entities = null);

/// <param name="Text">Exactly what stands in the card: <c>&lt;at&gt;Dana&lt;/at&gt;</c>, escaped as XML.</param>
public sealed record CardMention(string Text, MentionedPerson Mentioned)
{
    public string Type { get; } = "mention";
}

/// <param name="Id">The person's object id in the directory, or the <c>29:</c> id that Teams gave them.</param>
public sealed record MentionedPerson(string Id, string Name);
