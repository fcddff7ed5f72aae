namespace AccountAlerts.TestKit.Slack;

[Flags]
public enum SlackChannelFlags
{
    None = 0,
    Private = 1,
    Archived = 2,

    /// <summary>Another organisation is present (<c>is_ext_shared</c>).</summary>
    Shared = 4,

    /// <summary>The bot was not invited.</summary>
    WithoutBot = 8,

    /// <summary>Only administrators post: <c>restricted_action_read_only_channel</c>.</summary>
    ReadOnly = 16,

    /// <summary>Deleted, or out of the bot's sight: <c>channel_not_found</c>.</summary>
    Lost = 32,
}

/// <summary>A channel, or the direct message of one user with the bot.</summary>
public sealed class SlackChannel
{
    internal SlackChannel(string id, string name, SlackChannelFlags flags, SlackUser? directWith = null)
    {
        (Id, Name, Flags, DirectWith) = (id, name, flags, directWith);
    }

    public string Id { get; }

    /// <summary>Without #.</summary>
    public string Name { get; set; }

    public SlackChannelFlags Flags { get; set; }

    /// <summary>Null for a channel.</summary>
    public SlackUser? DirectWith { get; }

    public bool IsDirect => DirectWith is not null;

    /// <summary>Ids of members, the bot's among them.</summary>
    internal HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order of posting; changed only under the fake's lock.</summary>
    internal List<SlackMessage> Messages { get; } = [];

    internal bool Is(SlackChannelFlags flag) => (Flags & flag) != 0;

    internal string Kind => IsDirect ? "im" : Is(SlackChannelFlags.Private) ? "group" : "channel";

    public override string ToString() => IsDirect ? $"DM of {DirectWith}" : $"#{Name} ({Id})";
}
