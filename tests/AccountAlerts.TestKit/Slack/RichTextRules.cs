using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>What a rich text block may hold. docs.slack.dev/reference/block-kit/blocks/rich-text-block.</summary>
internal static class RichTextRules
{
    public static void Check(JsonCheck check, JsonObject block, string path) =>
        check.Each(block, "elements", path, 0, 1000, (part, at) => Part(check, part, at));

    private static void Part(JsonCheck check, JsonNode? node, string path)
    {
        var part = node as JsonObject ?? [];
        switch (part["type"]?.ToString())
        {
            case "rich_text_section" or "rich_text_quote" or "rich_text_preformatted":
                check.Each(part, "elements", path, 0, 1000, (run, at) => Run(check, run, at));
                check.Only(part, path, ["type", "elements", "border", "language"]);
                break;
            case "rich_text_list":
                check.OneOf(part, "style", path, true, "bullet", "ordered");
                check.Whole(part, "indent", path, 0, 8);
                check.Each(part, "elements", path, 0, 1000, (item, at) => Part(check, item, at));
                check.Only(part, path, ["type", "style", "elements", "indent", "offset", "border"]);
                break;
            default:
                check.Fault(path, $"unsupported type: {part["type"]}");
                break;
        }
    }

    private static void Run(JsonCheck check, JsonNode? node, string path)
    {
        var run = node as JsonObject ?? [];
        string[] fields = [];
        switch (run["type"]?.ToString())
        {
            case "text":
                check.String(run, "text", path, int.MaxValue - 1, required: true);
                fields = ["text"];
                break;
            case "link":
                check.String(run, "url", path, 3000, required: true);
                if (run["url"]?.ToString() is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
                    check.Fault(path + "/url", "Invalid URL");
                fields = ["url", "text", "unsafe"];
                break;
            case "user":
                check.String(run, "user_id", path, 255, required: true);
                fields = ["user_id"];
                break;
            case "usergroup":
                fields = ["usergroup_id"];
                break;
            case "channel":
                fields = ["channel_id"];
                break;
            case "team":
                fields = ["team_id"];
                break;
            case "emoji":
                check.String(run, "name", path, 255, required: true);
                fields = ["name", "unicode", "skin_tone", "url"];
                break;
            case "date":
                check.String(run, "format", path, 255, required: true);
                fields = ["timestamp", "format", "url", "fallback"];
                break;
            case "broadcast":
                check.OneOf(run, "range", path, true, "here", "channel", "everyone");
                fields = ["range"];
                break;
            case "color":
                fields = ["value"];
                break;
            default:
                check.Fault(path, $"unsupported type: {run["type"]}");
                break;
        }

        check.Only(run, path, ["type", "style", .. fields]);
        if (run["style"] is JsonObject style)
            check.Only(style, path + "/style", ["bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"]);
    }
}
