using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack;

/// <summary>Slack as a chat platform: posts, edits, finds and deletes messages. A message's id is <c>channel/ts</c>, since a DM's channel is known only once posted.</summary>
/// <param name="caller">The wire.</param>
/// <param name="machineClock">The real time, by which Slack counts, also where the product's clock is moved.</param>
public sealed class SlackPlatform(SlackCaller caller, TimeProvider machineClock) : IChatPlatform, IDeletesMessages
{
    public const string PlatformName = "slack";

    /// <summary>Names our messages in their metadata; what it holds is the random key alone, since every member can read it.</summary>
    private const string MetadataType = "accountalerts_message";

    /// <summary>How far back an interrupted message is looked for.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(2);

    private const int PageSize = 200;

    /// <summary>A channel with more messages than this within the time is not read to its end.</summary>
    private const int MostPages = 5;

    public SlackPlatform(SlackClient client, ISlackTokens tokens, TimeProvider machineClock)
        : this(new SlackCaller(client, tokens, machineClock), machineClock)
    {
    }

    public string Name => PlatformName;

    /// <summary>docs.slack.dev/apis/web-api/rate-limits: a message per second and channel, several hundred posts, 50 edits and 50 look-ups a minute.</summary>
    /// <remarks>Burst and pace together stay within the limit in any minute.</remarks>
    public PlatformLimits Limits { get; } = new()
    {
        Conversation = new Rate(TimeSpan.FromSeconds(1)),
        Posts = new Rate(TimeSpan.FromMilliseconds(250), 20),
        Edits = new Rate(TimeSpan.FromSeconds(1.5), 10),
        LookUps = new Rate(TimeSpan.FromSeconds(1.5), 10),
    };

    public Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation) =>
        SayAsync("chat.postMessage", message, null, cancellation);

    public Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        SayAsync("chat.update", message, messageId, cancellation);

    public Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation) =>
        FindAsync(conversation, key, null, cancellation);

    public Task<LookUp> FindAsync(OutboundMessage message, CancellationToken cancellation) =>
        FindAsync(message.Conversation, message.Key, message.ThreadId, cancellation);

    public async Task<DeliveryOutcome> DeleteAsync(Conversation conversation, string messageId, CancellationToken cancellation)
    {
        if (Placed(messageId) is not { } place)
            return new DeliveryOutcome.MessageGone("the message has no place");
        var reply = await caller.CallAsync(
            conversation.Workspace, "chat.delete", new Dictionary<string, string?> { ["channel"] = place.Channel, ["ts"] = place.Ts }, cancellation);
        return reply is SlackReply.Ok ? new DeliveryOutcome.Delivered(messageId) : SlackErrors.Outcome(reply);
    }

    private async Task<LookUp> FindAsync(Conversation conversation, string key, string? threadId, CancellationToken cancellation)
    {
        string channel = conversation.Id;
        var parent = threadId is null ? null : Placed(threadId);
        if (parent is not null)
        {
            channel = parent.Value.Channel;
        }
        else if (IsUser(channel))
        {
            // History wants the channel of the direct message; opening it again always gives the same one.
            var opened = await caller.CallAsync(conversation.Workspace, "conversations.open", new Dictionary<string, string?> { ["users"] = channel }, cancellation);
            if ((opened as SlackReply.Ok)?.Body.Text("channel", "id") is not { } id)
                return new LookUp.CannotTell("the direct message cannot be opened");
            channel = id;
        }

        // What is said under a message is not in the channel's history.
        string method = parent is null ? "conversations.history" : "conversations.replies";
        var arguments = new Dictionary<string, string?>
        {
            ["channel"] = channel,
            ["ts"] = parent?.Ts,
            ["oldest"] = (machineClock.GetUtcNow() - LookBack).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["limit"] = PageSize.ToString(CultureInfo.InvariantCulture),
            ["include_all_metadata"] = "true",
        };
        var found = new SortedSet<string>(StringComparer.Ordinal);
        int pages = 0;
        var end = await caller.PagesAsync(
            conversation.Workspace, method, arguments,
            page =>
            {
                found.UnionWith(page.Items("messages").Where(message => KeyOf(message) == key).Select(message => message.Text("ts")).OfType<string>());
                return ++pages < MostPages;
            },
            TimeSpan.Zero, cancellation);
        if (end is not SlackReply.Ok last)
            return new LookUp.CannotTell(SlackErrors.Outcome(end).ToString());
        if (found.Count > 0)
            return new LookUp.Found($"{channel}/{found.Min}") { Copies = [.. found.Skip(1).Select(ts => $"{channel}/{ts}")] };
        return last.Body.Flag("has_more") ? new LookUp.CannotTell("there are more messages since than are looked at") : new LookUp.Absent();
    }

    private async Task<DeliveryOutcome> SayAsync(string method, OutboundMessage message, string? messageId, CancellationToken cancellation)
    {
        string channel = message.Conversation.Id;
        string? ts = null;
        if (messageId is not null)
        {
            if (Placed(messageId) is not { } place)
                return new DeliveryOutcome.MessageGone("the message has no place");
            (channel, ts) = place;
        }

        var reply = await CallAsync(classic: false);
        // A workspace that refuses the newest blocks gets the same card in classic ones.
        if (reply is SlackReply.Refused { Error: var error } && SlackErrors.IsAboutBlocks(error))
            reply = await CallAsync(classic: true);
        if (reply is not SlackReply.Ok ok)
            return SlackErrors.Outcome(reply);
        return ok.Body.Text("ts") is { } said
            ? new DeliveryOutcome.Delivered($"{ok.Body.Text("channel") ?? channel}/{said}")
            : new DeliveryOutcome.Unknown("the answer names no message");

        Task<SlackReply> CallAsync(bool classic)
        {
            var drawn = BlockKitRenderer.Render(message.Message, classic);
            return caller.CallAsync(
                message.Conversation.Workspace, method,
                new Dictionary<string, string?>
                {
                    ["channel"] = channel,
                    ["ts"] = ts,
                    ["thread_ts"] = ts is null && message.ThreadId is { } thread ? Placed(thread)?.Ts : null,
                    ["text"] = drawn.Text,
                    ["blocks"] = SlackJson.Write(drawn.Blocks),
                    ["metadata"] = Metadata(message.Key),
                    ["unfurl_links"] = ts is null ? "false" : null,
                    ["unfurl_media"] = ts is null ? "false" : null,
                },
                cancellation);
        }
    }

    private static (string Channel, string Ts)? Placed(string messageId) =>
        messageId.IndexOf('/', StringComparison.Ordinal) is > 0 and var cut ? (messageId[..cut], messageId[(cut + 1)..]) : null;

    private static string Metadata(string key) =>
        new JsonObject { ["event_type"] = MetadataType, ["event_payload"] = new JsonObject { ["key"] = key } }.ToJsonString();

    private static string? KeyOf(JsonElement message) =>
        message.Text("metadata", "event_type") == MetadataType ? message.Text("metadata", "event_payload", "key") : null;

    private static bool IsUser(string id) => id.StartsWith('U') || id.StartsWith('W');
}
