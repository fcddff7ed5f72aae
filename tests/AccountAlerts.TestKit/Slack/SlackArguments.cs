using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Arguments of a call: of a form all are texts, nested ones as JSON inside; of a JSON body they may be either.</summary>
internal sealed class SlackArguments(IReadOnlyDictionary<string, JsonNode?> values)
{
    public IReadOnlyDictionary<string, JsonNode?> All => values;

    public bool Has(string name) => values.TryGetValue(name, out var value) && value is not null && !(value is JsonValue text && text.ToString().Length == 0);

    public string? Text(string name) => Has(name) ? values[name] is JsonValue value ? value.ToString() : values[name]!.ToJsonString() : null;

    public string Need(string name, string error = "invalid_arguments") =>
        Text(name) ?? throw new SlackRefusal(error, error == "invalid_arguments" ? [$"missing required field: {name}"] : []);

    public bool Flag(string name, bool otherwise = false) => Text(name) is { } text ? text is "true" or "1" or "True" : otherwise;

    public int Number(string name, int otherwise) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new SlackRefusal("invalid_arguments", $"must be an integer [json-pointer:/{name}]");

    public JsonArray? Array(string name, string error) => Node(name, error) switch
    {
        null => null,
        JsonArray array => array,
        _ => throw new SlackRefusal(error, $"must be an array [json-pointer:/{name}]"),
    };

    public JsonObject? Object(string name, string error) => Node(name, error) switch
    {
        null => null,
        JsonObject found => found,
        _ => throw new SlackRefusal(error, $"must be an object [json-pointer:/{name}]"),
    };

    private JsonNode? Node(string name, string error)
    {
        if (!Has(name))
            return null;
        if (values[name] is not JsonValue value)
            return values[name]!.DeepClone();
        try
        {
            return JsonNode.Parse(value.ToString());
        }
        catch (JsonException)
        {
            throw new SlackRefusal(error, $"must be valid json [json-pointer:/{name}]");
        }
    }
}
