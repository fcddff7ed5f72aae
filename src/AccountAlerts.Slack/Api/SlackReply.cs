using System.Text.Json;

namespace AccountAlerts.Slack.Api;

/// <summary>How a call to the Web API ended.</summary>
public abstract record SlackReply
{
    /// <summary>Slack said yes. <paramref name="Body"/> is the whole answer.</summary>
    public sealed record Ok(JsonElement Body) : SlackReply
    {
        /// <summary>What the token may do, separated by commas; null where Slack does not say.</summary>
        public string? Scopes { get; init; }
    }

    /// <summary>Slack said no.</summary>
    /// <param name="Error">Its code, such as <c>channel_not_found</c>.</param>
    /// <param name="Detail">Which scope is missing, or where a block is wrong; never a secret.</param>
    public sealed record Refused(string Error, string Detail) : SlackReply;

    /// <summary>Not now: this method in this workspace rests until then.</summary>
    public sealed record Limited(TimeSpan After) : SlackReply;

    /// <summary>Surely not taken: no connection came about.</summary>
    public sealed record NotSent(string Reason) : SlackReply;

    /// <summary>It may or may not have been taken.</summary>
    public sealed record Unclear(string Reason) : SlackReply;
}
