using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>What a person filled in, as <c>view.state.values</c>. docs.slack.dev/reference/interaction-payloads/view-interactions-payload.</summary>
internal static class ViewState
{
    public static JsonObject Of(SlackView view, IReadOnlyDictionary<string, string> inputs)
    {
        var values = new JsonObject();
        var unused = inputs.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var block in view.InputBlocks)
        {
            string id = block["block_id"]!.GetValue<string>();
            string label = block["label"]?["text"]?.GetValue<string>() ?? "";
            var element = (JsonObject)block["element"]!;
            string? given = inputs.GetValueOrDefault(id) ?? inputs.GetValueOrDefault(label);
            unused.Remove(id);
            unused.Remove(label);
            var state = Value(element, given);
            bool optional = block["optional"]?.GetValue<bool>() ?? false;
            if (!optional && state.Where(field => field.Key != "type").All(field => field.Value is null or JsonArray { Count: 0 }))
                throw new InvalidOperationException($"Slack asks for '{label}' ({id}) before it sends the view.");
            values[id] = new JsonObject { [element["action_id"]!.GetValue<string>()] = state };
        }

        return unused.Count == 0 ? values : throw new InvalidOperationException(
            $"The view '{view.Title}' has no input '{unused.First()}'; there are: {string.Join(", ", view.Inputs)}.");
    }

    private static JsonObject Value(JsonObject element, string? given)
    {
        string type = element["type"]!.GetValue<string>();
        var state = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "static_select" or "radio_buttons":
                state["selected_option"] = given is null ? element["initial_option"]?.DeepClone() : Option(element, given);
                break;
            case "checkboxes" or "multi_static_select":
                state["selected_options"] = given is null
                    ? element["initial_options"]?.DeepClone() ?? new JsonArray()
                    : new JsonArray([.. given.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(choice => Option(element, choice))]);
                break;
            case "external_select":
                state["selected_option"] = given is null
                    ? element["initial_option"]?.DeepClone()
                    : new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = given }, ["value"] = given };
                break;
            case "datepicker":
                state["selected_date"] = given ?? element["initial_date"]?.ToString();
                break;
            case "timepicker":
                state["selected_time"] = given ?? element["initial_time"]?.ToString();
                break;
            case "users_select":
                state["selected_user"] = given ?? element["initial_user"]?.ToString();
                break;
            case "conversations_select":
                state["selected_conversation"] = given ?? element["initial_conversation"]?.ToString();
                break;
            case "channels_select":
                state["selected_channel"] = given ?? element["initial_channel"]?.ToString();
                break;
            default:
                state["value"] = Text(element, given ?? element["initial_value"]?.ToString());
                break;
        }

        return state;
    }

    private static string? Text(JsonObject element, string? given)
    {
        int most = element["max_length"]?.GetValue<int>() ?? 3000;
        if (given?.Length > most)
            throw new InvalidOperationException($"Slack takes at most {most} characters here.");
        return string.IsNullOrEmpty(given) ? null : given;
    }

    private static JsonNode Option(JsonObject element, string choice)
    {
        var options = (element["options"] as JsonArray ?? [])
            .Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? [])).ToList();
        return (options.FirstOrDefault(option => option!["value"]!.ToString() == choice) ?? options.FirstOrDefault(option => option!["text"]!["text"]!.ToString() == choice))
            ?.DeepClone() ?? throw new InvalidOperationException($"No option '{choice}'; there are: {string.Join(", ", options.Select(option => option!["value"]))}.");
    }
}
