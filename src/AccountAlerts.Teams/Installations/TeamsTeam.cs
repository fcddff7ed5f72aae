using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Installations;

/// <summary>A team in which the app is, or was.</summary>
/// <param name="TeamId">Also the id of its General channel.</param>
/// <param name="ServiceUrl">Where the bot reaches it; refreshed with every event.</param>
public sealed record TeamsTeam(string Tenant, string TeamId, string ServiceUrl) : ITeamsRecord
{
    public string? Name { get; init; }

    public bool Installed { get; init; }

    /// <summary>When its channels and members were last asked for, by the machine's clock; null if they never were.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    [JsonIgnore]
    public string Key => $"{Tenant}/{TeamId}";
}

/// <summary>A channel of such a team.</summary>
public sealed record TeamsChannel(string Tenant, string TeamId, string ChannelId) : ITeamsRecord
{
    private const string SharedType = "shared";

    public string? Name { get; init; }

    /// <summary>standard, private or shared.</summary>
    public string? Type { get; init; }

    /// <summary>True once Teams said that another team or organisation was let in.</summary>
    public bool LetIn { get; init; }

    /// <summary>True where it was deleted.</summary>
    public bool Lost { get; init; }

    /// <summary>Strangers may be there: nothing about a customer is said.</summary>
    [JsonIgnore]
    public bool IsShared => LetIn || string.Equals(Type, SharedType, StringComparison.OrdinalIgnoreCase);

    [JsonIgnore]
    public string Key => $"{Tenant}/{ChannelId}";
}
