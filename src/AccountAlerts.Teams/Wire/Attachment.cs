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

    /// <param name="card">Written with <see cref="TeamsJson.Options"/>.</param>
    public static Attachment Of<T>(T card) => new() { ContentType = AdaptiveCard, Content = TeamsJson.Element(card) };
}
