using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

internal enum ElementPlace
{
    Actions,
    Accessory,
    Input,
    ContextActions,
}

/// <summary>Limits of elements and of what is inside. docs.slack.dev/reference/block-kit/block-elements.</summary>
internal sealed class ElementRules(JsonCheck check, bool inModal)
{
    private static readonly string[] Selects =
    [
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
    ];

    private static readonly string[] Pickers = ["datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"];
    private static readonly string[] Inputs = ["plain_text_input", "rich_text_input", "number_input", "email_text_input", "url_text_input", "file_input"];

    public void Check(JsonNode? node, string path, ElementPlace place)
    {
        if (node is not JsonObject element)
        {
            check.Fault(path, "must be an object");
            return;
        }

        string type = element["type"]?.ToString() ?? "";
        if (!Allowed(type, place))
        {
            check.Fault(path, $"unsupported type: {type}");
            return;
        }

        if (type == "image")
        {
            Image(element, path);
            return;
        }

        // Slack names an action that has no id.
        check.String(element, "action_id", path, 255, least: element["action_id"] is null ? 0 : 1);
        check.PlainText(element, "placeholder", path, 150);
        if (element["confirm"] is JsonObject confirm)
            Confirm(confirm, path + "/confirm");
        Inside(type, element, path);
    }

    public void UniqueActions(JsonArray? elements, string path)
    {
        foreach (var twice in (elements ?? []).Select(element => element?["action_id"]?.ToString()).Where(id => id is not null).GroupBy(id => id).Where(same => same.Count() > 1))
            check.Fault(path, $"`action_id` `{twice.Key}` already exists");
    }

    public void Image(JsonNode? node, string path)
    {
        if (node is not JsonObject image)
            return;
        check.String(image, "alt_text", path, 2000, required: true);
        check.String(image, "image_url", path, 3000);
        check.PlainText(image, "title", path, 2000);
        if (image["image_url"] is null && image["slack_file"] is null)
            check.Fault(path, "missing required field: image_url");
    }

    private bool Allowed(string type, ElementPlace place) => place switch
    {
        ElementPlace.Actions => type is "button" or "overflow" or "workflow_button" or "rich_text_input" || Selects.Contains(type) || Pickers.Contains(type),
        ElementPlace.Accessory => type is "button" or "overflow" or "workflow_button" or "image" || Selects.Contains(type) || (Pickers.Contains(type) && type != "datetimepicker"),
        ElementPlace.Input => Selects.Contains(type) || Pickers.Contains(type) || Inputs.Contains(type),
        _ => type is "feedback_buttons" or "icon_button",
    };

    private void Inside(string type, JsonObject element, string path)
    {
        switch (type)
        {
            case "button":
                check.PlainText(element, "text", path, 75, required: true);
                check.String(element, "value", path, 2000);
                check.String(element, "url", path, 3000);
                check.OneOf(element, "style", path, false, "primary", "danger");
                check.String(element, "accessibility_label", path, 75);
                check.Only(element, path, ["type", "action_id", "text", "value", "url", "style", "accessibility_label", "confirm"]);
                break;
            case "overflow":
                check.Each(element, "options", path, 1, 5, (option, at) => Option(option, at, url: true));
                Needs(element, "options", path);
                check.Only(element, path, ["type", "action_id", "options", "confirm"]);
                break;
            case "static_select" or "multi_static_select":
                check.Each(element, "options", path, 1, 100, (option, at) => Option(option, at));
                check.Each(element, "option_groups", path, 1, 100, (group, at) =>
                {
                    check.PlainText(group as JsonObject ?? [], "label", at, 75, required: true);
                    check.Each(group as JsonObject ?? [], "options", at, 1, 100, (option, below) => Option(option, below));
                });
                if (element["options"] is null && element["option_groups"] is null)
                    check.Fault(path, "missing required field: options");
                Initial(element, path);
                break;
            case "checkboxes" or "radio_buttons":
                check.Each(element, "options", path, 1, 10, (option, at) => Option(option, at));
                Needs(element, "options", path);
                Initial(element, path);
                break;
            case "plain_text_input":
                check.Whole(element, "min_length", path, 0, 3000);
                check.Whole(element, "max_length", path, 1, 3000);
                check.String(element, "initial_value", path, 3000);
                check.Only(element, path,
                    ["type", "action_id", "initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "focus_on_load", "placeholder"]);
                break;
            case "datepicker":
                if (check.String(element, "initial_date", path, 10) is { } date && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    check.Fault(path + "/initial_date", "must match pattern YYYY-MM-DD");
                break;
            case "number_input" or "email_text_input" or "url_text_input" or "file_input" when !inModal:
                check.Fault(path, $"unsupported type: {type}");
                break;
            case "conversations_select" or "multi_conversations_select" when element["response_url_enabled"] is not null && !inModal:
                check.Fault(path + "/response_url_enabled", "only in modals");
                break;
            case "feedback_buttons":
                foreach (string half in (string[])["positive_button", "negative_button"])
                {
                    var button = element[half] as JsonObject ?? [];
                    check.PlainText(button, "text", $"{path}/{half}", 75, required: true);
                    check.String(button, "value", $"{path}/{half}", 2000, required: true);
                }

                break;
            case "icon_button":
                check.String(element, "icon", path, 75, required: true);
                check.PlainText(element, "text", path, 75, required: true);
                break;
        }
    }

    /// <summary>The initial option must be one of the options.</summary>
    private void Initial(JsonObject element, string path)
    {
        var options = (element["options"] as JsonArray ?? [])
            .Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? [])).ToList();
        var chosen = element["initial_option"] is { } one ? [one] : element["initial_options"] as JsonArray ?? [];
        if (chosen.Any(choice => !options.Any(option => JsonNode.DeepEquals(option, choice))))
            check.Fault(path + "/initial_option", "must exactly match one of the options");
    }

    private void Option(JsonNode? node, string path, bool url = false)
    {
        if (node is not JsonObject option)
        {
            check.Fault(path, "must be an object");
            return;
        }

        check.AnyText(option, "text", path, 75, required: true);
        check.AnyText(option, "description", path, 75);
        check.String(option, "value", path, 75, required: true);
        if (option["url"] is not null && !url)
            check.Fault(path, "invalid additional property: url");
        check.String(option, "url", path, 3000);
        check.Only(option, path, ["text", "value", "description", "url"]);
    }

    private void Confirm(JsonObject confirm, string path)
    {
        check.PlainText(confirm, "title", path, 100);
        check.AnyText(confirm, "text", path, 300);
        check.PlainText(confirm, "confirm", path, 30);
        check.PlainText(confirm, "deny", path, 30);
        check.OneOf(confirm, "style", path, false, "primary", "danger");
    }

    private void Needs(JsonObject element, string name, string path)
    {
        if (element[name] is null)
            check.Fault(path, $"missing required field: {name}");
    }
}
