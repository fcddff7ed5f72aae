namespace AccountAlerts.Slack.Installations;

/// <summary>The workspace behind a token, as Slack says; or the organisation, whose one token is good for all of its workspaces.</summary>
/// <param name="TeamId">T..., or E... for a whole organisation; conversations are kept under it.</param>
/// <param name="BotUser">The bot's own user, U...; what it says itself is not answered.</param>
/// <param name="BotId">B...</param>
/// <param name="Enterprise">E..., where several workspaces are one organisation; null elsewhere.</param>
/// <param name="Token">First digits of the token's hash: another token may be another workspace.</param>
public sealed record SlackTeam(string TeamId, string Name, string BotUser, string? BotId, string? Enterprise, string Token)
{
    /// <summary>Installed in all of an organisation at once: lists have to be asked for workspace by workspace.</summary>
    public bool OfOrganisation { get; init; }
}

/// <summary>A workspace of the settings.</summary>
/// <param name="Name">As the settings call it.</param>
/// <param name="Keys">Its tokens and secrets.</param>
public sealed record Installation(string Name, Settings.SlackWorkspaceKeys Keys)
{
    /// <summary>Null until Slack was asked once.</summary>
    public SlackTeam? Team { get; init; }

    /// <summary>False for one that only receives.</summary>
    public bool Sends => !string.IsNullOrEmpty(Keys.BotToken) || Keys.Rotates;
}
