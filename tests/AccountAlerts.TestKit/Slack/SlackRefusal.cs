using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>A call that Slack answers with <c>ok: false</c>.</summary>
internal sealed class SlackRefusal(string error, params string[] messages) : Exception
{
    public string Error => error;

    public override string Message => messages.Length == 0 ? error : $"{error}: {string.Join("; ", messages)}";

    public string? Needed { get; init; }

    public string? Provided { get; init; }

    public JsonObject Body()
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = error };
        if (Needed is not null)
        {
            body["needed"] = Needed;
            body["provided"] = Provided;
        }

        if (messages.Length > 0)
        {
            body["errors"] = new JsonArray([.. messages.Select(message => (JsonNode)message)]);
            body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(message => (JsonNode)("[ERROR] " + message))]) };
        }

        return body;
    }
}
