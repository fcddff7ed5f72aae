namespace AccountAlerts.Engine.Routing;

public enum TeamRole { Csm, Manager, Executive, Sales, Support, Finance, Onboarding, Operations }

/// <summary>A person on our own side.</summary>
/// <param name="TimeZone">IANA name; null where the team file says nothing.</param>
public sealed record Teammate(
    string Email, string Name, TeamRole Role, string? ManagerEmail, string? TimeZone, string? BackupEmail, DateOnly? AwayUntil);

/// <summary>Who has a role for one account.</summary>
public sealed record AccountTeamMember(int AccountId, string Role, string Email);
