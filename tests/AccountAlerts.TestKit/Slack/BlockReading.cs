using System.Text;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Reads blocks as a person does.</summary>
internal static class BlockReading
{
    /// <summary>All text that is shown, one line per block, row or list item.</summary>
    public static string Words(JsonNode? node)
    {
        var words = new StringBuilder();
        Read(node, words);
        return string.Join('\n', words.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
    }

    public static IReadOnlyList<SlackControl> Controls(JsonArray blocks)
    {
        var controls = new List<SlackControl>();
        foreach (var block in blocks.OfType<JsonObject>())
            Collect(block, block["block_id"]?.GetValue<string>() ?? "", controls);
        return controls;
    }

    private static void Collect(JsonNode? node, string block, List<SlackControl> controls)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Collect(item, block, controls);
                break;
            case JsonObject element when element["action_id"]?.GetValue<string>() is { } action:
                if (element["options"] is JsonArray options && element["type"]?.GetValue<string>() is "overflow" or "static_select" or "radio_buttons")
                {
                    foreach (var option in ((JsonArray)element["options"]!).OfType<JsonObject>())
                        controls.Add(new SlackControl(block, action, option["text"]?["text"]?.GetValue<string>() ?? "", element, option));
                }
                else
                {
                    controls.Add(new SlackControl(block, action, element["text"]?["text"]?.GetValue<string>() ?? "", element, null));
                }

                break;
            case JsonObject other:
                foreach (var (_, child) in other)
                    Collect(child, block, controls);
                break;
        }
    }

    private static void Read(JsonNode? node, StringBuilder words)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Read(item, words);
                break;
            case JsonObject item:
                ReadObject(item, words);
                break;
        }
    }

    private static void ReadObject(JsonObject item, StringBuilder words)
    {
        switch (item["type"] is JsonValue type ? type.GetValue<string>() : null)
        {
            case "plain_text" or "mrkdwn" or "raw_text":
                words.Append(item["text"]?.GetValue<string>()).Append('\n');
                return;
            case "raw_number":
                words.Append(item["text"]?.GetValue<string>() ?? item["value"]?.ToString()).Append('\n');
                return;
            case "text" or "link":
                words.Append((item["text"] ?? item["url"])?.GetValue<string>());
                return;
            case "user":
                words.Append('@').Append(item["user_id"]?.GetValue<string>());
                return;
            case "emoji":
                words.Append(':').Append(item["name"]?.GetValue<string>()).Append(':');
                return;
            case "rich_text_section" or "rich_text_preformatted" or "rich_text_quote":
                Read(item["elements"], words);
                words.Append('\n');
                return;
            case "data_visualization":
                words.Append(item["title"]?.GetValue<string>()).Append('\n');
                return;
        }

        foreach (var (name, child) in item)
        {
            if (name is not ("options" or "confirm" or "placeholder"))
                Read(child, words);
        }
    }
}
