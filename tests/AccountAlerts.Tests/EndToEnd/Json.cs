using System.Text.Json;

namespace AccountAlerts.Tests.EndToEnd;

internal static class Json
{
    public static JsonElement[] Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Exactly these keys, in this order.</summary>
    public static void HasKeys(JsonElement element, string keys) =>
        Assert.Equal(keys, string.Join(',', element.EnumerateObject().Select(property => property.Name)));

    public static void IsNumberOrNull(JsonElement element, params string[] names) => Assert.All(
        names, name => Assert.Contains(element.GetProperty(name).ValueKind, new[] { JsonValueKind.Number, JsonValueKind.Null }));
}
