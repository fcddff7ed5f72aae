using System.Text.Json;
using System.Text.Json.Serialization;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.People;

/// <summary>What somebody is in a workspace. Only members are spoken to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SlackStanding>))]
public enum SlackStanding
{
    Member,

    /// <summary>Invited to some channels only.</summary>
    Guest,

    /// <summary>From another organisation, by a shared channel.</summary>
    Outsider,

    Bot,
    Deactivated,

    /// <summary>Nobody has that address.</summary>
    Unknown,
}

/// <summary>A person in a workspace, as Slack said.</summary>
/// <param name="UserId">U... or W...; empty where nobody has the address.</param>
/// <param name="Email">Lower case; null where Slack does not tell.</param>
/// <param name="Zone">IANA name; null where Slack does not tell.</param>
/// <param name="AwayUntil">When a status with an end is over; null without one.</param>
public sealed record SlackPerson(
    string Team, string UserId, string? Email, string? Name, string? Zone, SlackStanding Standing, DateTimeOffset? AwayUntil, DateTimeOffset CheckedAt) : ISlackRecord
{
    [JsonIgnore]
    public string Key => Email ?? "";

    /// <param name="user">The <c>user</c> of users.info, users.lookupByEmail or a user_change event.</param>
    /// <param name="enterprise">The organisation of the workspace: who is of it is no outsider.</param>
    /// <returns>Null for anything without an id.</returns>
    public static SlackPerson? Read(JsonElement user, string team, string? enterprise, DateTimeOffset now)
    {
        if (user.Text("id") is not { Length: > 0 } id)
            return null;
        string? away = user.Text("profile", "status_text");
        long end = user.Number("profile", "status_expiration");
        bool status = end > 0 && (!string.IsNullOrWhiteSpace(away) || !string.IsNullOrWhiteSpace(user.Text("profile", "status_emoji")));
        return new SlackPerson(
            team, id, user.Text("profile", "email")?.Trim().ToLowerInvariant(), user.Text("profile", "real_name") ?? user.Text("real_name") ?? user.Text("name"),
            user.Text("tz"), StandingOf(user, team, enterprise), status ? DateTimeOffset.FromUnixTimeSeconds(end) : null, now);
    }

    private static SlackStanding StandingOf(JsonElement user, string team, string? enterprise)
    {
        if (user.Flag("deleted"))
            return SlackStanding.Deactivated;
        if (user.Flag("is_bot") || user.Text("id") == "USLACKBOT")
            return SlackStanding.Bot;
        bool same = user.Text("team_id") is not { } own || own == team || (enterprise is not null && user.Text("enterprise_user", "enterprise_id") == enterprise);
        if (!same || user.Flag("is_stranger"))
            return SlackStanding.Outsider;
        return user.Flag("is_restricted") || user.Flag("is_ultra_restricted") ? SlackStanding.Guest : SlackStanding.Member;
    }
}
