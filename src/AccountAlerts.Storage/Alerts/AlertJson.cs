using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The stored form of what has no columns of its own; the same rules as for messages.</summary>
internal static class AlertJson
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, MessageJson.Options);

    /// <summary>From a column; its text need not become a string first.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, MessageJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is the word null.");
}
