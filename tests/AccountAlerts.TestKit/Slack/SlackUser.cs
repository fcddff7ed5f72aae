namespace AccountAlerts.TestKit.Slack;

[Flags]
public enum SlackUserFlags
{
    None = 0,

    /// <summary>The account was closed: no direct message, not found by e-mail.</summary>
    Deactivated = 1,

    /// <summary>A guest of several channels (<c>is_restricted</c>).</summary>
    Guest = 2,

    /// <summary>A guest of one channel (<c>is_ultra_restricted</c>).</summary>
    SingleChannelGuest = 4,

    /// <summary>From another organisation, met in a shared channel (<c>is_stranger</c>, another team).</summary>
    Stranger = 8,

    Bot = 16,
}

/// <summary>A member of a workspace. Change it at any time, as an administrator would.</summary>
public sealed class SlackUser
{
    internal SlackUser(string id, string team, string email, string name, string timeZone, SlackUserFlags flags)
    {
        (Id, TeamId, Email, Name, TimeZone, Flags) = (id, team, email, name, timeZone, flags);
    }

    public string Id { get; }

    /// <summary>The user's own workspace; a stranger's is not the one where we meet.</summary>
    public string TeamId { get; }

    public string Email { get; set; }

    public string Name { get; set; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; set; }

    public SlackUserFlags Flags { get; set; }

    public string StatusText { get; set; } = "";

    public string StatusEmoji { get; set; } = "";

    /// <summary>When the status ends; null for one that stays.</summary>
    public DateTimeOffset? StatusUntil { get; set; }

    /// <summary>What the app published on this user's App Home; null before.</summary>
    public SlackView? Home { get; internal set; }

    internal bool Is(SlackUserFlags flag) => (Flags & flag) != 0;

    public override string ToString() => $"{Name} ({Id})";
}
