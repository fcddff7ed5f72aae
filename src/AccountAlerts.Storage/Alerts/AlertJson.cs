using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The stored form of what has no columns of its own; the same rules as for messages.</summary>
internal static class AlertJson
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, MessageJson.Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, MessageJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is the word null.");
}
