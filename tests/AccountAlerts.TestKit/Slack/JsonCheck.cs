using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Collects faults of JSON, each with its place, as Slack words them.</summary>
internal sealed class JsonCheck
{
    private const int MostFaults = 20;

    public List<string> Faults { get; } = [];

    public void Fault(string path, string what)
    {
        if (Faults.Count < MostFaults)
            Faults.Add($"{what} [json-pointer:{path}]");
    }

    /// <summary>Slack refuses properties that it does not know.</summary>
    public void Only(JsonObject item, string path, IReadOnlyCollection<string> allowed)
    {
        foreach (var (name, value) in item)
        {
            if (!allowed.Contains(name))
                Fault(path, $"invalid additional property: {name}");
            else if (value is null)
                Fault($"{path}/{name}", "must not be null");
        }
    }

    /// <returns>Null where it is missing or no text.</returns>
    public string? String(JsonObject item, string name, string path, int most, bool required = false, int least = 0)
    {
        if (item[name] is not { } node)
        {
            if (required)
                Fault(path, $"missing required field: {name}");
            return null;
        }

        if (node is not JsonValue value || value.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            Fault($"{path}/{name}", "must be a string");
            return null;
        }

        string text = value.GetValue<string>();
        if (text.Length > most)
            Fault($"{path}/{name}", $"must be less than {most + 1} characters");
        if (text.Length < (required ? Math.Max(1, least) : least))
            Fault($"{path}/{name}", $"must be more than {Math.Max(1, least) - 1} characters");
        return text;
    }

    public void OneOf(JsonObject item, string name, string path, bool required, params string[] allowed)
    {
        if (String(item, name, path, 255, required) is { } value && !allowed.Contains(value))
            Fault($"{path}/{name}", $"must be one of: {string.Join(", ", allowed)}");
    }

    public void Whole(JsonObject item, string name, string path, int least, int most)
    {
        if (item[name] is not { } node)
            return;
        if (node is not JsonValue value || !value.TryGetValue(out int number) || number < least || number > most)
            Fault($"{path}/{name}", $"must be an integer from {least} to {most}");
    }

    public void PlainText(JsonObject item, string name, string path, int most, bool required = false) =>
        Object(item, name, path, required, (text, at) => TextObject(text, at, most, "plain_text"));

    public void AnyText(JsonObject item, string name, string path, int most, bool required = false) =>
        Object(item, name, path, required, (text, at) => TextObject(text, at, most));

    /// <summary>plain_text or mrkdwn; empty text is invalid everywhere.</summary>
    public void TextObject(JsonNode? node, string path, int most, string? only = null)
    {
        if (node is not JsonObject text)
        {
            Fault(path, "must be an object");
            return;
        }

        string[] kinds = only is null ? ["plain_text", "mrkdwn"] : [only];
        OneOf(text, "type", path, true, kinds);
        String(text, "text", path, Math.Min(most, 3000), required: true);
        Only(text, path, text["type"]?.ToString() == "mrkdwn" ? ["type", "text", "verbatim"] : ["type", "text", "emoji"]);
    }

    public void Object(JsonObject item, string name, string path, bool required, Action<JsonNode?, string> check)
    {
        if (item[name] is { } node)
            check(node, $"{path}/{name}");
        else if (required)
            Fault(path, $"missing required field: {name}");
    }

    public void Each(JsonObject item, string name, string path, int least, int most, Action<JsonNode?, string> check)
    {
        if (item[name] is not { } node)
        {
            if (least > 0 && name is not ("fields" or "options" or "option_groups"))
                Fault(path, $"missing required field: {name}");
            return;
        }

        if (node is not JsonArray list)
        {
            Fault($"{path}/{name}", "must be an array");
            return;
        }

        if (list.Count > most)
            Fault($"{path}/{name}", $"no more than {most} items allowed");
        if (list.Count < least)
            Fault($"{path}/{name}", $"no fewer than {least} items allowed");
        for (int i = 0; i < list.Count; i++)
            check(list[i], $"{path}/{name}/{i}");
    }
}
