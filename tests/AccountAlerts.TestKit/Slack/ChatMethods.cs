using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Posting, changing and deleting. docs.slack.dev/reference/methods/chat.*.</summary>
internal static class ChatMethods
{
    private const int MostText = 40_000;
    private const int MostTextOfUpdate = 4_000;

    public static IEnumerable<SlackMethod> All =>
    [
        new("chat.postMessage", SlackMethod.Special, true, ["chat:write"], Post),
        new("chat.update", SlackMethod.Tier3, true, ["chat:write"], Update),
        new("chat.delete", SlackMethod.Tier3, true, ["chat:write"], Delete),
        new("chat.postEphemeral", SlackMethod.Tier4, true, ["chat:write"], Ephemeral),
        new("chat.getPermalink", SlackMethod.Special, false, [], Permalink),
    ];

    private static JsonObject Post(SlackContext context)
    {
        var channel = Destination(context, context.Arguments.Need("channel", "channel_not_found"));
        var content = SlackContent.Read(context);
        string text = content.Text is { Length: > MostText } long_ ? long_[..MostText] : content.Text ?? "";
        string? parent = ThreadOf(context, channel);
        context.Fake.Limits.Post(context.Workspace, channel, context.Now);
        var message = new SlackMessage(
            channel, context.Workspace.NewTs(), parent, context.Workspace.Bot.Id, text, content.Blocks, content.Metadata, null, 0)
        {
            Broadcast = parent is not null && context.Arguments.Flag("reply_broadcast"),
        };
        channel.Messages.Add(message);
        context.Fake.Accept(context.Call, SlackAcceptKind.Post, channel.Id, message.Ts, message.Key(), message.Text);
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = SlackJsonOf.Message(context.Workspace, message, context.Fake.AppId, true) };
    }

    private static JsonObject Update(SlackContext context)
    {
        var (channel, message) = Own(context, "cant_update_message");
        var content = SlackContent.Read(context, required: false);
        if (content.Text is { Length: > MostTextOfUpdate })
            throw new SlackRefusal("msg_too_long");
        if (content.Text is null && content.Blocks is null)
            throw new SlackRefusal("no_text");
        var changed = message with
        {
            Text = content.Text ?? message.Text,
            // Text alone takes the blocks away; an empty list clears them.
            Blocks = content.Blocks is { Count: > 0 } blocks ? blocks : null,
            Metadata = content.Metadata is null ? message.Metadata : content.Metadata.Count == 0 ? null : content.Metadata,
            Edits = message.Edits + 1,
        };
        channel.Messages[channel.Messages.IndexOf(message)] = changed;
        context.Fake.Accept(context.Call, SlackAcceptKind.Update, channel.Id, changed.Ts, changed.Key(), changed.Text);
        return new JsonObject
        {
            ["channel"] = channel.Id,
            ["ts"] = changed.Ts,
            ["text"] = changed.Text,
            ["message"] = SlackJsonOf.Message(context.Workspace, changed, context.Fake.AppId, true),
        };
    }

    private static JsonObject Delete(SlackContext context)
    {
        var (channel, message) = Own(context, "cant_delete_message");
        channel.Messages.Remove(message);
        context.Fake.Accept(context.Call, SlackAcceptKind.Delete, channel.Id, message.Ts, message.Key(), "");
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private static JsonObject Ephemeral(SlackContext context)
    {
        var channel = Destination(context, context.Arguments.Need("channel", "channel_not_found"));
        var user = context.User(context.Arguments.Need("user", "user_not_found"));
        if (!channel.Members.Contains(user.Id))
            throw new SlackRefusal("user_not_in_channel");
        var content = SlackContent.Read(context);
        if (content.Text is { Length: > MostText })
            throw new SlackRefusal("msg_too_long");
        var message = new SlackMessage(
            channel, context.Workspace.NewTs(), ThreadOf(context, channel), context.Workspace.Bot.Id, content.Text ?? "", content.Blocks, null, user.Id, 0);
        channel.Messages.Add(message);
        context.Fake.Accept(context.Call, SlackAcceptKind.Ephemeral, channel.Id, message.Ts, null, message.Text);
        return new JsonObject { ["message_ts"] = message.Ts };
    }

    private static JsonObject Permalink(SlackContext context)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        string ts = context.Arguments.Need("message_ts", "message_not_found");
        if (!channel.Messages.Any(message => message.Ts == ts))
            throw new SlackRefusal("message_not_found");
        return new JsonObject
        {
            ["channel"] = channel.Id,
            ["permalink"] = $"https://example.slack.com/archives/{channel.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}",
        };
    }

    /// <summary>Where a message may go: a channel, a direct message, or a user's direct message by the user's id.</summary>
    private static SlackChannel Destination(SlackContext context, string id)
    {
        var workspace = context.Workspace;
        if (workspace.UsersById.TryGetValue(id, out var user))
            return Reachable(context, user);
        if (id.Length > 0 && !char.IsAsciiLetterUpper(id[0]))
        {
            string name = id.TrimStart('#');
            id = workspace.ChannelsById.Values.FirstOrDefault(known => known.Name == name && !known.IsDirect)?.Id ?? throw new SlackRefusal("channel_not_found");
        }

        var channel = context.Channel(id);
        if (channel.DirectWith is { } other)
            return Reachable(context, other);
        if (channel.Is(SlackChannelFlags.Archived))
            throw new SlackRefusal("is_archived");
        if (!context.IsMember(channel) && !context.Has("chat:write.public"))
            throw new SlackRefusal("not_in_channel");
        if (channel.Is(SlackChannelFlags.ReadOnly))
            throw new SlackRefusal("restricted_action_read_only_channel");
        return channel;
    }

    private static SlackChannel Reachable(SlackContext context, SlackUser user)
    {
        if (user.Is(SlackUserFlags.Bot))
            throw new SlackRefusal("cannot_dm_bot");
        if (user.Is(SlackUserFlags.Deactivated))
            throw new SlackRefusal("user_disabled");
        if (!context.Workspace.MessagesTab)
            throw new SlackRefusal("messages_tab_disabled");
        return context.Workspace.Direct(user);
    }

    private static string? ThreadOf(SlackContext context, SlackChannel channel)
    {
        if (context.Arguments.Text("thread_ts") is not { } parent)
            return null;
        var found = channel.Messages.FirstOrDefault(message => message.Ts == parent && message.EphemeralFor is null);
        return found is { ThreadTs: null } ? parent : throw new SlackRefusal(found is null ? "thread_not_found" : "cannot_reply_to_message");
    }

    private static (SlackChannel Channel, SlackMessage Message) Own(SlackContext context, string foreign)
    {
        string id = context.Arguments.Need("channel", "channel_not_found");
        // These two want the real id of a direct message, never the user's.
        var channel = context.Channel(id);
        string ts = context.Arguments.Need("ts", "message_not_found");
        if (channel.Is(SlackChannelFlags.Archived))
            throw new SlackRefusal("is_inactive");
        var message = channel.Messages.FirstOrDefault(message => message.Ts == ts && message.EphemeralFor is null) ?? throw new SlackRefusal("message_not_found");
        return message.User == context.Workspace.Bot.Id ? (channel, message) : throw new SlackRefusal(foreign);
    }
}
