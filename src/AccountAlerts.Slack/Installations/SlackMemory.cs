namespace AccountAlerts.Slack.Installations;

/// <summary>Whether what Slack says of workspaces, people and channels is kept in the store: by the service; commands only read.</summary>
public sealed record SlackMemory(bool Keeps);
