using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack;

/// <summary>Where a workspace's token comes from; it may change over time.</summary>
public interface ISlackTokens
{
    /// <returns>Null for a workspace that is not installed.</returns>
    Task<string?> FindAsync(string workspace, CancellationToken cancellation);
}

/// <summary>Slack as a chat platform: posts, edits and finds messages. A message's id is <c>channel/ts</c>, since a DM's channel is known only once posted.</summary>
public sealed class SlackPlatform(SlackClient client, ISlackTokens tokens, TimeProvider clock) : IChatPlatform
{
    public const string PlatformName = "slack";

    /// <summary>Names our messages in their metadata; what it holds is the random key alone, since every member can read it.</summary>
    private const string MetadataType = "accountalerts_message";

    /// <summary>How far back an interrupted message is looked for.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(2);

    private const int MostLookedAt = 200;

    public string Name => PlatformName;

    public Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation) =>
        SayAsync("chat.postMessage", message, null, cancellation);

    public Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        SayAsync("chat.update", message, messageId, cancellation);

    public async Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation)
    {
        if (await tokens.FindAsync(conversation.Workspace, cancellation) is not { } token)
            return new LookUp.CannotTell("the workspace is not installed");
        string channel = conversation.Id;
        if (IsUser(channel))
        {
            // History wants the channel of the direct message; opening it again always gives the same one.
            if (await client.CallAsync("conversations.open", token, new Dictionary<string, string?> { ["users"] = channel }, cancellation) is not SlackReply.Ok opened
                || opened.Body.GetProperty("channel").GetProperty("id").GetString() is not { } id)
            {
                return new LookUp.CannotTell("the direct message cannot be opened");
            }

            channel = id;
        }

        string oldest = (clock.GetUtcNow() - LookBack).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var reply = await client.CallAsync(
            "conversations.history", token,
            new Dictionary<string, string?>
            {
                ["channel"] = channel,
                ["oldest"] = oldest,
                ["limit"] = MostLookedAt.ToString(CultureInfo.InvariantCulture),
                ["include_all_metadata"] = "true",
            },
            cancellation);
        if (reply is not SlackReply.Ok history)
            return new LookUp.CannotTell(SlackErrors.Outcome(reply) is { } why ? why.ToString() : "history cannot be read");
        foreach (var message in history.Body.GetProperty("messages").EnumerateArray())
        {
            if (KeyOf(message) == key && message.TryGetProperty("ts", out var ts))
                return new LookUp.Found($"{channel}/{ts.GetString()}");
        }

        bool more = history.Body.TryGetProperty("has_more", out var rest) && rest.ValueKind == JsonValueKind.True;
        return more ? new LookUp.CannotTell("there are more messages since than are looked at") : new LookUp.Absent();
    }

    private async Task<DeliveryOutcome> SayAsync(string method, OutboundMessage message, string? messageId, CancellationToken cancellation)
    {
        if (await tokens.FindAsync(message.Conversation.Workspace, cancellation) is not { } token)
            return new DeliveryOutcome.InstallationBroken("the workspace is not installed");
        var (channel, ts) = PlaceOf(message.Conversation, messageId);
        if (channel is null)
            return new DeliveryOutcome.MessageGone("the message has no place");

        var reply = await CallAsync(classic: false);
        // A workspace that refuses the newest blocks gets the same card in classic ones.
        if (reply is SlackReply.Refused { Error: var error } && SlackErrors.IsAboutBlocks(error))
            reply = await CallAsync(classic: true);
        return reply is SlackReply.Ok ok && ok.Body.TryGetProperty("ts", out var said)
            ? new DeliveryOutcome.Delivered($"{(ok.Body.TryGetProperty("channel", out var real) ? real.GetString() : channel)}/{said.GetString()}")
            : reply is SlackReply.Ok ? new DeliveryOutcome.Unknown("the answer names no message") : SlackErrors.Outcome(reply);

        Task<SlackReply> CallAsync(bool classic)
        {
            var drawn = BlockKitRenderer.Render(message.Message, classic);
            return client.CallAsync(
                method, token,
                new Dictionary<string, string?>
                {
                    ["channel"] = channel,
                    ["ts"] = ts,
                    ["thread_ts"] = ts is null ? ThreadOf(message.ThreadId) : null,
                    ["text"] = drawn.Text,
                    ["blocks"] = SlackJson.Write(drawn.Blocks),
                    ["metadata"] = Metadata(message.Key),
                    ["unfurl_links"] = ts is null ? "false" : null,
                    ["unfurl_media"] = ts is null ? "false" : null,
                },
                cancellation);
        }
    }

    private static (string? Channel, string? Ts) PlaceOf(Conversation conversation, string? messageId)
    {
        if (messageId is null)
            return (conversation.Id, null);
        int cut = messageId.IndexOf('/', StringComparison.Ordinal);
        return cut > 0 ? (messageId[..cut], messageId[(cut + 1)..]) : (null, null);
    }

    private static string? ThreadOf(string? threadId) => threadId is { } id && id.IndexOf('/', StringComparison.Ordinal) is > 0 and var cut ? id[(cut + 1)..] : null;

    private static string Metadata(string key) =>
        new JsonObject { ["event_type"] = MetadataType, ["event_payload"] = new JsonObject { ["key"] = key } }.ToJsonString();

    private static string? KeyOf(JsonElement message) =>
        message.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("event_type", out var type) && type.GetString() == MetadataType
        && metadata.TryGetProperty("event_payload", out var payload) && payload.TryGetProperty("key", out var key)
            ? key.GetString()
            : null;

    private static bool IsUser(string id) => id.StartsWith('U') || id.StartsWith('W');
}
