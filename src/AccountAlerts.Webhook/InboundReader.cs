using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>A body that was read, or what is wrong with it in words for whoever writes the receiver.</summary>
public sealed record Inbound<T>(T? Value, string? Problem)
    where T : class;

/// <summary>Reads what the receiver sends into clicks and commands, and checks every part of it.</summary>
public sealed class InboundReader(WebhookOptions options)
{
    private const int MostId = 200;
    private const int MostAddress = 254;
    private const int MostText = 1000;
    private const int MostValue = 4000;
    private const int MostInputs = 50;

    public Inbound<Click> Click(ReadOnlySpan<byte> body)
    {
        if (Parse(body, InboundJson.Default.ClickBody, out var problem) is not { } said)
            return new(null, problem);
        problem = Place(said.Conversation, said.User) ?? Text("clickId", said.ClickId, MostId) ?? Text("action", said.Action, MostId)
            ?? Text("value", said.Value, MostText) ?? Inputs(said.Inputs);
        if (problem is not null || said is not { User: { } user, ClickId: { } click, Action: { } action, Value: { } value, Conversation.Id: { } place })
            return new(null, problem);
        // The receiver's numbers are its own: they must not meet another platform's.
        return new(
            new Click($"{WebhookPlatform.PlatformName}/{click}", ActorOf(user), user, PlaceOf(place), action, value, said.Inputs ?? []), null);
    }

    public Inbound<CommandLine> Command(ReadOnlySpan<byte> body)
    {
        if (Parse(body, InboundJson.Default.CommandBody, out var problem) is not { } said)
            return new(null, problem);
        problem = Place(said.Conversation, said.User) ?? Text("text", said.Text, MostText);
        if (problem is not null || said is not { User: { } user, Text: { } text, Conversation.Id: { } place })
            return new(null, problem);
        return new(new CommandLine(ActorOf(user), user, PlaceOf(place), text), null);
    }

    private static T? Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, out string? problem)
        where T : class
    {
        problem = "the body must be a JSON object";
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException fault)
        {
            problem = fault.Path is { Length: > 1 } path
                ? $"the body is not as documented at {path}"
                : $"the body is no JSON: see line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";
            return null;
        }
    }

    private string? Place(PlaceBody? place, string? user)
    {
        if (Text("user", user, MostAddress) is { } problem)
            return problem;
        if (user?.IndexOf('@', 1) is not (> 0 and var at) || at == user.Length - 1)
            return "user must be an e-mail address";
        if (place is null)
            return "conversation is missing";
        return place.Workspace == options.Workspace
            ? Text("conversation.id", place.Id, MostAddress)
            : "conversation.workspace must be what Webhook:Workspace says";
    }

    private static string? Inputs(Dictionary<string, string>? inputs)
    {
        if (inputs is null)
            return null;
        if (inputs.Count > MostInputs)
            return string.Create(CultureInfo.InvariantCulture, $"inputs has more than {MostInputs} members");
        return inputs.Any(input => input.Value is null || input.Key.Length > MostId || input.Value.Length > MostValue)
            ? string.Create(CultureInfo.InvariantCulture, $"inputs must be texts of {MostValue} characters at most")
            : null;
    }

    private static string? Text(string name, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"{name} is missing";
        if (text.Length > most)
            return string.Create(CultureInfo.InvariantCulture, $"{name} is longer than {most} characters");
        return text.Any(char.IsControl) ? $"{name} holds a control character" : null;
    }

    private static string ActorOf(string user) => $"{WebhookPlatform.PlatformName}:{user.ToLowerInvariant()}";

    private Conversation PlaceOf(string id) => new(WebhookPlatform.PlatformName, options.Workspace, id);
}
