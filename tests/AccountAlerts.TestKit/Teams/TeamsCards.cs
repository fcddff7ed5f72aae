using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Teams;

/// <summary>What a client does with a card: finds its words and actions, and gathers what was put in.</summary>
public static class TeamsCards
{
    private static readonly string[] Readable = ["text", "title", "label", "value", "placeholder", "fallbackText"];

    /// <summary>Every text that a card shows, in order.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject item => item.Where(member => Readable.Contains(member.Key) && member.Value is JsonValue).Select(member => member.Value!.ToString())
            .Concat(item.Where(member => member.Key is not ("data" or "fallback" or "msteams")).SelectMany(member => Texts(member.Value as JsonObject ?? (JsonNode?)(member.Value as JsonArray)))),
        JsonArray list => list.SelectMany(Texts),
        _ => [],
    };

    /// <summary>Every action of a card, with the inputs it sends: those of its own card and of the cards around it.</summary>
    public static IEnumerable<TeamsAction> Actions(JsonObject card) => Actions(card, []);

    /// <param name="label">Its title, or its verb.</param>
    public static TeamsAction Find(JsonObject card, string label) =>
        Actions(card).FirstOrDefault(action => action.Type != "Action.ShowCard" && (action.Title == label || action.Verb == label))
        ?? throw new InvalidOperationException($"The card has no action '{label}'. It has: {string.Join(", ", Actions(card).Select(action => action.Title))}.");

    private static IEnumerable<TeamsAction> Actions(JsonObject card, IReadOnlyList<JsonObject> around)
    {
        JsonObject[] inputs = [.. around, .. Objects(card).Where(item => TypeOf(item).StartsWith("Input.", StringComparison.Ordinal))];
        foreach (var action in Objects(card).Where(item => TypeOf(item).StartsWith("Action.", StringComparison.Ordinal)))
        {
            yield return new TeamsAction(action, inputs);
            if (TypeOf(action) == "Action.ShowCard" && action["card"] is JsonObject inner)
            {
                foreach (var below in Actions(inner, inputs))
                    yield return below;
            }
        }
    }

    /// <summary>All objects of one card, without those of cards inside it.</summary>
    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        if (node is JsonArray list)
            return list.SelectMany(Objects);
        if (node is not JsonObject item)
            return [];
        return item.Where(member => member.Key is not ("data" or "fallback" or "card" or "refresh")).SelectMany(member => Objects(member.Value)).Prepend(item);
    }

    private static string TypeOf(JsonObject item) => item["type"]?.ToString() ?? "";
}

/// <summary>Something on a card that can be pressed.</summary>
public sealed record TeamsAction(JsonObject Json, IReadOnlyList<JsonObject> Inputs)
{
    public string Type => Json["type"]!.ToString();

    public string Title => Json["title"]?.ToString() ?? "";

    public string Verb => Json["verb"]?.ToString() ?? "";

    /// <summary>The action's own data together with what was put in; missing inputs keep their initial value.</summary>
    /// <param name="given">By the input's id or label; a choice by its value or title.</param>
    public JsonObject Data(IReadOnlyDictionary<string, string> given)
    {
        var data = Json["data"]?.DeepClone() as JsonObject ?? [];
        if (Json["associatedInputs"]?.ToString() is "none" or "None")
            return data;
        foreach (string name in given.Keys.Where(name => !Inputs.Any(input => Is(input, name))))
            throw new InvalidOperationException($"The card has no input '{name}'. It has: {string.Join(", ", Inputs.Select(input => input["id"]))}.");
        foreach (var input in Inputs)
        {
            string? value = given.FirstOrDefault(each => Is(input, each.Key)).Value;
            value = value is null ? input["value"]?.ToString() : Chosen(input, value);
            if (input["isRequired"] is JsonValue required && required.GetValue<bool>() && string.IsNullOrEmpty(value))
                throw new InvalidOperationException($"The input '{input["id"]}' is required: the client would not send this.");
            if (value is not null)
                data[input["id"]!.ToString()] = value;
        }

        return data;
    }

    private static bool Is(JsonObject input, string name) => input["id"]?.ToString() == name || input["label"]?.ToString() == name;

    private static string Chosen(JsonObject input, string value)
    {
        if (input["choices"] is not JsonArray choices || input["style"]?.ToString() == "filtered")
            return value;
        return choices.OfType<JsonObject>().FirstOrDefault(choice => choice["value"]?.ToString() == value || choice["title"]?.ToString() == value)?["value"]?.ToString()
            ?? throw new InvalidOperationException($"'{value}' is no choice of '{input["id"]}'.");
    }
}
