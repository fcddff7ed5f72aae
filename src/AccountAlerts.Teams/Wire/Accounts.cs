namespace AccountAlerts.Teams.Wire;

/// <summary>A person or a bot in a conversation.</summary>
public sealed record ChannelAccount
{
    /// <summary><c>29:...</c> for a person, <c>28:app id</c> for a bot; different for every bot.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The person's object id in the directory: the same for every bot.</summary>
    public string? AadObjectId { get; init; }

    /// <summary>Spelled so by rosters of some clients; the same as <see cref="AadObjectId"/>.</summary>
    public string? ObjectId { get; init; }

    public string? Email { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? TenantId { get; init; }

    /// <summary>user, guest, anonymous.</summary>
    public string? UserRole { get; init; }
}

/// <summary>A personal chat, a group chat, or a thread of a channel.</summary>
public sealed record ConversationAccount
{
    /// <summary>In channels <c>19:...@thread.tacv2;messageid=root</c>.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>One of <see cref="ConversationTypes"/>.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    public bool? IsGroup { get; init; }
}

public static class ConversationTypes
{
    public const string Personal = "personal";
    public const string GroupChat = "groupChat";
    public const string Channel = "channel";
}
