using System.Text.Json;

namespace AccountAlerts.Teams.Wire;

/// <summary>A card, or whatever else hangs on a message.</summary>
public sealed record Attachment
{
    /// <summary>The content type of an Adaptive Card.</summary>
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    public string? ContentType { get; init; }

    public JsonElement? Content { get; init; }

    public string? Name { get; init; }

    /// <summary>In results of a message extension: what the list shows.</summary>
    public Attachment? Preview { get; init; }

    /// <param name="card">The card's JSON; nobody may change it from here on.</param>
    public static Attachment OfCard(ReadOnlyMemory<byte> card) => new() { ContentType = AdaptiveCard, Content = JsonDocument.Parse(card).RootElement };
}
