using System.Text.Json.Serialization;

namespace AccountAlerts.Webhook;

/// <summary>The body of <c>POST /webhook/clicks</c>, as it travels; what may be missing is checked by <see cref="InboundReader"/>.</summary>
internal sealed record ClickBody(
    string? ClickId, string? User, PlaceBody? Conversation, string? Action, string? Value, Dictionary<string, string>? Inputs);

/// <summary>The body of <c>POST /webhook/commands</c>.</summary>
internal sealed record CommandBody(string? User, PlaceBody? Conversation, string? Text);

internal sealed record PlaceBody(string? Workspace, string? Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClickBody))]
[JsonSerializable(typeof(CommandBody))]
internal sealed partial class InboundJson : JsonSerializerContext;
