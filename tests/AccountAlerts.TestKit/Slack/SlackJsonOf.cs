using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Users, channels and messages as the Web API and payloads show them.</summary>
internal static class SlackJsonOf
{
    public static JsonObject Message(SlackWorkspace workspace, SlackMessage message, string appId, bool allMetadata)
    {
        bool own = message.User == workspace.Bot.Id;
        var json = new JsonObject { ["type"] = "message", ["user"] = message.User, ["text"] = message.Text, ["ts"] = message.Ts, ["team"] = workspace.Id };
        if (own)
        {
            json["bot_id"] = workspace.BotId;
            json["app_id"] = appId;
        }

        if (message.Blocks is not null)
            json["blocks"] = message.Blocks.DeepClone();
        if (message.ThreadTs is not null)
            json["thread_ts"] = message.ThreadTs;
        if (message.Broadcast)
            json["subtype"] = "thread_broadcast";
        if (message.Metadata is { } metadata)
            json["metadata"] = allMetadata ? metadata.DeepClone() : new JsonObject { ["event_type"] = metadata["event_type"]!.DeepClone() };
        int replies = message.ThreadTs is null ? message.Channel.Messages.Count(reply => reply.ThreadTs == message.Ts && reply.EphemeralFor is null) : 0;
        if (replies > 0)
        {
            json["thread_ts"] = message.Ts;
            json["reply_count"] = replies;
        }

        return json;
    }

    /// <param name="email">False without the scope for it.</param>
    public static JsonObject User(SlackWorkspace workspace, SlackUser user, DateTimeOffset now, bool email, bool locale)
    {
        var profile = new JsonObject
        {
            ["real_name"] = user.Name,
            ["display_name"] = user.Name,
            ["status_text"] = user.StatusText,
            ["status_emoji"] = user.StatusEmoji,
            ["status_expiration"] = user.StatusUntil?.ToUnixTimeSeconds() ?? 0,
            ["team"] = user.TeamId,
        };
        if (email && user.Email.Length > 0)
            profile["email"] = user.Email;
        var json = new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = user.TeamId,
            ["name"] = user.Name.ToLowerInvariant().Replace(' ', '.'),
            ["real_name"] = user.Name,
            ["deleted"] = user.Is(SlackUserFlags.Deactivated),
            ["profile"] = profile,
            ["is_bot"] = user.Is(SlackUserFlags.Bot),
            ["is_app_user"] = false,
            ["updated"] = 0,
        };
        if (user.Is(SlackUserFlags.Deactivated))
            return json;
        if (workspace.Organisation is { } organisation && user.TeamId == workspace.Id)
        {
            json["enterprise_user"] = new JsonObject
            {
                ["id"] = user.Id,
                ["enterprise_id"] = organisation.Id,
                ["enterprise_name"] = organisation.Name,
                ["is_admin"] = false,
                ["is_owner"] = false,
                ["teams"] = new JsonArray(workspace.Id),
            };
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(user.TimeZone);
        json["tz"] = user.TimeZone;
        json["tz_label"] = zone.StandardName;
        json["tz_offset"] = (int)zone.GetUtcOffset(now).TotalSeconds;
        json["is_admin"] = false;
        json["is_owner"] = false;
        json["is_restricted"] = user.Is(SlackUserFlags.Guest) || user.Is(SlackUserFlags.SingleChannelGuest);
        json["is_ultra_restricted"] = user.Is(SlackUserFlags.SingleChannelGuest);
        if (user.TeamId != workspace.Id)
            json["is_stranger"] = true;
        if (locale)
            json["locale"] = "en-US";
        return json;
    }

    public static JsonObject Channel(SlackWorkspace workspace, SlackChannel channel)
    {
        if (channel.DirectWith is { } other)
        {
            return new JsonObject
            {
                ["id"] = channel.Id,
                ["is_im"] = true,
                ["is_org_shared"] = false,
                ["user"] = other.Id,
                ["is_user_deleted"] = other.Is(SlackUserFlags.Deactivated),
                ["is_archived"] = false,
            };
        }

        bool shared = channel.Is(SlackChannelFlags.Shared);
        return new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["is_channel"] = !channel.Is(SlackChannelFlags.Private),
            ["is_group"] = false,
            ["is_im"] = false,
            ["is_mpim"] = false,
            ["is_private"] = channel.Is(SlackChannelFlags.Private),
            ["is_archived"] = channel.Is(SlackChannelFlags.Archived),
            ["is_general"] = false,
            ["is_shared"] = shared,
            ["is_ext_shared"] = shared,
            ["is_org_shared"] = false,
            ["is_pending_ext_shared"] = false,
            ["is_member"] = channel.Members.Contains(workspace.Bot.Id),
            ["context_team_id"] = workspace.Id,
            ["num_members"] = channel.Members.Count,
        };
    }
}
