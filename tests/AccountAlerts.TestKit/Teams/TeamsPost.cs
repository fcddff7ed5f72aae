using System.Text.Json.Nodes;

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

    /// <summary>Everything that can be read: text, summary, and every text of the card.</summary>
    public string Words => string.Join('\n', new[] { Text, Summary }.Concat(Card is { } card ? TeamsCards.Texts(card) : []).Where(text => text.Length > 0));
}
