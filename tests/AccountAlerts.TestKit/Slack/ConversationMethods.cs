using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Channels and what was said there. docs.slack.dev/reference/methods/conversations.*.</summary>
internal static class ConversationMethods
{
    public static IEnumerable<SlackMethod> All =>
    [
        new("conversations.open", SlackMethod.Tier3, true, ["im:write"], Open),
        new("conversations.history", SlackMethod.Tier3, true, [], History),
        new("conversations.replies", SlackMethod.Tier3, false, [], Replies),
        new("conversations.list", SlackMethod.Tier2, false, [], List),
        new("users.conversations", SlackMethod.Tier3, false, [], Joined),
        new("conversations.info", SlackMethod.Tier3, false, [], Info),
        new("conversations.members", SlackMethod.Tier4, false, [], Members),
        new("conversations.join", SlackMethod.Tier3, true, ["channels:join"], Join),
        new("conversations.leave", SlackMethod.Tier3, true, [], Leave),
    ];

    private static JsonObject Open(SlackContext context)
    {
        if (context.Arguments.Text("channel") is { } id)
            return new JsonObject { ["no_op"] = true, ["already_open"] = true, ["channel"] = new JsonObject { ["id"] = context.Channel(id).Id } };
        string[] users = (context.Arguments.Text("users") ?? throw new SlackRefusal("users_list_not_supplied")).Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (users.Length != 1)
            throw new SlackRefusal(users.Length == 0 ? "not_enough_users" : "too_many_users");
        var user = context.User(users[0]);
        if (user.Is(SlackUserFlags.Deactivated))
            throw new SlackRefusal("user_disabled");
        if (user.Is(SlackUserFlags.Bot))
            throw new SlackRefusal("cannot_dm_bot");
        bool known = context.Workspace.DirectByUser.ContainsKey(user.Id);
        if (!known && context.Arguments.Flag("prevent_creation"))
            throw new SlackRefusal("channel_not_found");
        var direct = context.Workspace.Direct(user);
        var answer = new JsonObject
        {
            ["channel"] = context.Arguments.Flag("return_im") ? SlackJsonOf.Channel(context.Workspace, direct) : new JsonObject { ["id"] = direct.Id },
        };
        if (known)
        {
            answer["no_op"] = true;
            answer["already_open"] = true;
        }

        return answer;
    }

    private static JsonObject History(SlackContext context)
    {
        var channel = Readable(context, "history");
        decimal oldest = Instant(context.Arguments.Text("oldest")) ?? 0;
        decimal latest = Instant(context.Arguments.Text("latest")) ?? decimal.MaxValue;
        bool inclusive = context.Arguments.Flag("inclusive");
        SlackMessage[] found =
        [
            .. channel.Messages.Where(message => message.EphemeralFor is null && (message.ThreadTs is null || message.Broadcast))
                .Where(message => Instant(message.Ts) is { } at && (at > oldest && at < latest || inclusive && (at == oldest || at == latest)))
                .OrderByDescending(message => Instant(message.Ts)),
        ];
        return Messages(context, found, 100);
    }

    private static JsonObject Replies(SlackContext context)
    {
        var channel = Readable(context, "history");
        string ts = context.Arguments.Need("ts", "thread_not_found");
        var parent = channel.Messages.FirstOrDefault(message => message.Ts == ts && message.EphemeralFor is null) ?? throw new SlackRefusal("thread_not_found");
        return Messages(context, [parent, .. channel.Messages.Where(message => message.ThreadTs == parent.Ts && message.EphemeralFor is null)], 1000, 1000);
    }

    private static JsonObject Messages(SlackContext context, IReadOnlyList<SlackMessage> found, int otherwise, int most = 999)
    {
        var (page, next) = SlackPaging.Of(context, found, otherwise, most);
        bool metadata = context.Arguments.Flag("include_all_metadata");
        var answer = new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Select(message => (JsonNode)SlackJsonOf.Message(context.Workspace, message, context.Fake.AppId, metadata))]),
            ["has_more"] = next.Length > 0,
            ["pin_count"] = 0,
        };
        if (next.Length > 0)
            answer["response_metadata"] = new JsonObject { ["next_cursor"] = next };
        return answer;
    }

    private static JsonObject List(SlackContext context) => Channels(context, context.Workspace.ChannelsById.Values);

    private static JsonObject Joined(SlackContext context)
    {
        string user = context.Arguments.Text("user") ?? context.Workspace.Bot.Id;
        return Channels(context, context.Workspace.ChannelsById.Values.Where(channel => channel.Members.Contains(user)));
    }

    private static JsonObject Channels(SlackContext context, IEnumerable<SlackChannel> among)
    {
        string[] types = (context.Arguments.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string type in types)
        {
            context.NeedScope(type switch
            {
                "public_channel" => "channels:read",
                "private_channel" => "groups:read",
                "im" => "im:read",
                "mpim" => "mpim:read",
                _ => throw new SlackRefusal("invalid_types"),
            });
        }

        bool withoutArchived = context.Arguments.Flag("exclude_archived");
        SlackChannel[] seen =
        [
            .. among.Where(channel => !channel.Is(SlackChannelFlags.Lost) && (!channel.Is(SlackChannelFlags.Archived) || !withoutArchived))
                .Where(channel => types.Contains(channel.IsDirect ? "im" : channel.Is(SlackChannelFlags.Private) ? "private_channel" : "public_channel"))
                .Where(channel => !channel.Is(SlackChannelFlags.Private) || context.IsMember(channel))
                .OrderBy(channel => channel.Id, StringComparer.Ordinal),
        ];
        var (page, next) = SlackPaging.Of(context, seen, 100);
        return new JsonObject
        {
            ["channels"] = new JsonArray([.. page.Select(channel => (JsonNode)SlackJsonOf.Channel(context.Workspace, channel))]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    private static JsonObject Info(SlackContext context)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        context.NeedScopeFor(channel, "read");
        return new JsonObject { ["channel"] = SlackJsonOf.Channel(context.Workspace, channel) };
    }

    private static JsonObject Members(SlackContext context)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        context.NeedScopeFor(channel, "read");
        var (page, next) = SlackPaging.Of(context, [.. channel.Members.Order(StringComparer.Ordinal)], 100);
        return new JsonObject
        {
            ["members"] = new JsonArray([.. page.Select(id => (JsonNode)id)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    private static JsonObject Join(SlackContext context)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        if (channel.IsDirect || channel.Is(SlackChannelFlags.Private))
            throw new SlackRefusal("method_not_supported_for_channel_type");
        if (channel.Is(SlackChannelFlags.Archived))
            throw new SlackRefusal("is_archived");
        bool added = channel.Members.Add(context.Workspace.Bot.Id);
        var answer = new JsonObject { ["channel"] = SlackJsonOf.Channel(context.Workspace, channel) };
        if (!added)
        {
            answer["warning"] = "already_in_channel";
            answer["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray("already_in_channel") };
        }

        return answer;
    }

    private static JsonObject Leave(SlackContext context)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        if (channel.IsDirect)
            throw new SlackRefusal("method_not_supported_for_channel_type");
        context.NeedScope(channel.Is(SlackChannelFlags.Private) ? "groups:write" : "channels:manage");
        return channel.Members.Remove(context.Workspace.Bot.Id) ? [] : new JsonObject { ["not_in_channel"] = true };
    }

    private static SlackChannel Readable(SlackContext context, string family)
    {
        var channel = context.Channel(context.Arguments.Need("channel", "channel_not_found"));
        context.NeedScopeFor(channel, family);
        return context.IsMember(channel) ? channel : throw new SlackRefusal("not_in_channel");
    }

    private static decimal? Instant(string? ts) =>
        ts is null ? null
        : decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal at) ? at
        : throw new SlackRefusal("invalid_ts_latest");
}
