namespace AccountAlerts.Teams.Wire;

/// <summary>What only Teams says of an event, or is told with a message.</summary>
public sealed record TeamsChannelData
{
    /// <summary>Of a conversationUpdate: channelCreated, channelShared, teamRenamed...</summary>
    public string? EventType { get; init; }

    public NamedId? Tenant { get; init; }

    public TeamInfo? Team { get; init; }

    public ChannelInfo? Channel { get; init; }

    public InstallSettings? Settings { get; init; }

    public Notification? Notification { get; init; }
}

public sealed record NamedId(string? Id = null, string? Name = null);

/// <param name="Id">Also the id of the team's General channel.</param>
public sealed record TeamInfo(string? Id = null, string? Name = null, string? AadGroupId = null);

/// <param name="Type">standard, private or shared.</param>
public sealed record ChannelInfo(string? Id = null, string? Name = null, string? Type = null);

/// <summary>What somebody chose at an install.</summary>
public sealed record InstallSettings(ChannelInfo? SelectedChannel = null);

/// <summary>Whether a message is in the reader's activity feed.</summary>
public sealed record Notification(bool? Alert = null);
