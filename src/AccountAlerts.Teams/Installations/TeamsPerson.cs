using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Installations;

/// <summary>What somebody is to the bot. Only who is reached is written to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TeamsStanding>))]
public enum TeamsStanding
{
    /// <summary>Known from a team, and never seen in a chat with the bot.</summary>
    NotInstalled,

    /// <summary>The app is installed for them, and the chat is known.</summary>
    Reached,

    /// <summary>They, or an administrator, took the app away.</summary>
    Removed,

    /// <summary>They blocked the bot.</summary>
    Blocked,

    /// <summary>A guest from another organisation.</summary>
    Outsider,
}

/// <summary>A person of a tenant, and where the bot reaches them.</summary>
/// <param name="AadId">The directory's object id: the same in every conversation, and what cards are addressed to.</param>
/// <param name="ServiceUrl">Where the bot reaches them; refreshed with every event.</param>
public sealed record TeamsPerson(string Tenant, string AadId, string ServiceUrl) : ITeamsRecord
{
    /// <summary>29:..., for this bot alone; empty until Teams said it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Lower case; null where Teams does not tell.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>IANA name; null where Teams does not tell.</summary>
    public string? Zone { get; init; }

    public TeamsStanding Standing { get; init; }

    /// <summary>The personal chat; null until it is known.</summary>
    public string? Chat { get; init; }

    /// <summary>When Teams was last asked who it is, by the machine's clock; null if it never was.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When a chat was last tried to be made for somebody who is not reached, by the machine's clock.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    [JsonIgnore]
    public string Key => KeyOf(Tenant, AadId);

    internal static string KeyOf(string tenant, string aadId) => $"{tenant}/{aadId}";
}
