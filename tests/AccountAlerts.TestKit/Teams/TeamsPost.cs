using System.Text.Json.Nodes;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.TestKit.Teams;

/// <summary>A message of the bot, as people see it by now.</summary>
/// <param name="Place">The chat or channel, without its thread.</param>
/// <param name="Root">Of the thread; null in chats.</param>
public sealed record TeamsPost(string Place, string? Root, string Id, JsonObject Activity, DateTimeOffset At, int Edits = 0)
{
    /// <summary>The conversation under which it is answered, edited and deleted.</summary>
    public string Conversation => Root is null ? Place : $"{Place};messageid={Root}";

    public string Text => Activity["text"]?.ToString() ?? "";

    /// <summary>What the notification says.</summary>
    public string Summary => Activity["summary"]?.ToString() ?? "";

    /// <summary>The first card; null for a message without one.</summary>
    public JsonObject? Card => (Activity["attachments"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["content"] as JsonObject;

    /// <summary>The card's own, as its first button has it; null for what is no card.</summary>
    public string? Key => Card is { } card && TeamsCards.Actions(card).Select(action => action.Json["data"]?["button"]?["value"]?.ToString()).FirstOrDefault(value => value is not null) is { } pressed
        ? CardHandle.Parse(pressed)?.Key
        : null;

    /// <summary>Everything that can be read: text, summary, and every text of the card.</summary>
    public string Words => string.Join('\n', new[] { Text, Summary }.Concat(Card is { } card ? TeamsCards.Texts(card) : []).Where(text => text.Length > 0));
}
