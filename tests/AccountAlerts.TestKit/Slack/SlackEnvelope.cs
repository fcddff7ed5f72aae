using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>How Slack files a payload.</summary>
public enum SlackEnvelopeKind
{
    Event,
    Interaction,
    Command,
}

/// <summary>Something that a person did, as the app is told. Deliver it twice for a duplicate, two of them the other way round for a reordering.</summary>
public sealed record SlackEnvelope(SlackEnvelopeKind Kind, SlackWorkspace Workspace, SlackUser? User, JsonObject Payload)
{
    /// <summary>The open view of a submission.</summary>
    internal SlackView? View { get; init; }

    internal SlackChannel? Channel { get; init; }

    internal string SocketType => Kind switch
    {
        SlackEnvelopeKind.Event => "events_api",
        SlackEnvelopeKind.Interaction => "interactive",
        _ => "slash_commands",
    };

    internal bool TakesAnswer => Kind == SlackEnvelopeKind.Command || Payload["type"]?.ToString() is "view_submission" or "block_suggestion";
}

/// <summary>What the app answered.</summary>
/// <param name="Acked">In time, and with 2xx over HTTP.</param>
/// <param name="Status">Over HTTP; 0 for a socket or no answer.</param>
/// <param name="Body">Text of the answer, or JSON of the ack's payload; empty for none.</param>
public sealed record SlackAnswer(bool Acked, int Status, string Body, TimeSpan Took)
{
    /// <summary>The body as JSON; null if it is none.</summary>
    public JsonNode? Json => Body.StartsWith('{') ? JsonNode.Parse(Body) : null;
}
