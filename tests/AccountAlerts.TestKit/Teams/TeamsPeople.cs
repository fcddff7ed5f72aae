namespace AccountAlerts.TestKit.Teams;

/// <summary>Somebody who uses Teams.</summary>
/// <param name="Id">29:..., as our bot knows them.</param>
/// <param name="Tenant">Another one than the fake's own for a guest.</param>
public sealed record TeamsUser(string Id, string AadObjectId, string Name, string Email, string TimeZone, string Tenant)
{
    /// <summary>The personal chat with the bot; the same each time it is made.</summary>
    public string Chat => "a:" + Id[3..];

    /// <summary>Whether the app is there; without it the bot may not write.</summary>
    public bool Installed { get; internal set; }

    /// <summary>True after the user blocked the bot.</summary>
    public bool Blocked { get; set; }

    /// <summary>False for an address that the roster does not tell.</summary>
    public bool TellsAddress { get; set; } = true;

    public override string ToString() => Name;
}

/// <summary>A team with its channels.</summary>
/// <param name="Id">Also the id of the General channel.</param>
public sealed record TeamsTeam(string Id, string AadGroupId, string Name)
{
    internal List<TeamsChannel> ChannelList { get; } = [];

    internal List<TeamsUser> MemberList { get; } = [];

    public IReadOnlyList<TeamsChannel> Channels => ChannelList;

    public IReadOnlyList<TeamsUser> Members => MemberList;

    public TeamsChannel General => ChannelList[0];

    public bool Installed { get; internal set; }
}

/// <summary>A channel of a team.</summary>
/// <param name="Type">standard, private or shared.</param>
public sealed record TeamsChannel(TeamsTeam Team, string Id, string Name)
{
    public string Type { get; set; } = "standard";

    public bool Deleted { get; set; }

    /// <summary>True where the team is archived or moderated: nobody of us may write.</summary>
    public bool ReadOnly { get; set; }

    public override string ToString() => $"{Team.Name} / {Name}";
}

/// <summary>A chat of several people.</summary>
public sealed record TeamsGroupChat(string Id, IReadOnlyList<TeamsUser> Members)
{
    public bool Installed { get; internal set; }
}
