namespace AccountAlerts.Teams.Installations;

/// <summary>Whether what Teams says of people, teams and channels is kept in the store: by the service; commands only read.</summary>
public sealed record TeamsMemory(bool Keeps);
