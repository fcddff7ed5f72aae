using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Installations;

/// <summary>A group chat in which the bot is, or was. Nothing is said there but that somebody was answered.</summary>
/// <param name="ServiceUrl">Where the bot reaches it; refreshed with every event.</param>
public sealed record TeamsChat(string Tenant, string ChatId, string ServiceUrl) : ITeamsRecord
{
    /// <summary>True where the bot was removed, or the chat deleted.</summary>
    public bool Lost { get; init; }

    [JsonIgnore]
    public string Key => $"{Tenant}/{ChatId}";
}
