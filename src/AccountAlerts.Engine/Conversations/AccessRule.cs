using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Which accounts a teammate may see and act on.</summary>
public enum AccessScope
{
    /// <summary>Every teammate sees every account.</summary>
    All,

    /// <summary>Their own, and those of colleagues with the same manager.</summary>
    Team,

    /// <summary>Their own; and managers those of their people.</summary>
    Own,
}

/// <param name="Scope">For accounts that are not confidential.</param>
public sealed record AccessOptions(AccessScope Scope);

/// <summary>Whose an account is, as far as access goes.</summary>
/// <param name="Owner">E-mail address; null without one.</param>
/// <param name="Others">Addresses of who has a role for it, or was handed one of its alerts.</param>
public sealed record AccountHead(string? Owner, bool Confidential, IReadOnlyCollection<string> Others)
{
    /// <summary>Whom the owner named to stand in while they are away; null for nobody.</summary>
    public string? Cover { get; init; }
}

/// <summary>Decides who may see an account. Pure.</summary>
public static class AccessRule
{
    /// <summary>Longer lines of managers than this are rings.</summary>
    private const int MostLevels = 10;

    /// <param name="reader">E-mail address of who asks.</param>
    public static bool May(AccessScope scope, string reader, AccountHead account, TeamDirectory team)
    {
        // Without a team file nobody can be told from a stranger.
        if (team.All.Count == 0)
            return true;
        if (IsNear(reader, account, team))
            return true;
        if (account.Confidential || !team.Knows(reader))
            return false;
        return scope == AccessScope.All || account.Owner is null || team.Of(reader).Role == TeamRole.Operations
            || account.Others.Contains(reader, StringComparer.OrdinalIgnoreCase)
            || (scope == AccessScope.Team && SameManager(reader, account.Owner, team));
    }

    /// <summary>The owner, who covers for them, and the managers above.</summary>
    private static bool IsNear(string reader, AccountHead account, TeamDirectory team)
    {
        if (account.Owner is not { } owner)
            return false;
        if (Same(reader, owner) || Same(reader, team.Of(owner).BackupEmail) || Same(reader, account.Cover))
            return true;
        var above = team.Of(owner).ManagerEmail;
        for (int level = 0; above is not null && level < MostLevels; level++)
        {
            if (Same(reader, above))
                return true;
            above = team.Of(above).ManagerEmail;
        }

        return false;
    }

    private static bool SameManager(string reader, string owner, TeamDirectory team) =>
        team.Of(owner).ManagerEmail is { } manager && Same(manager, team.Of(reader).ManagerEmail);

    private static bool Same(string a, string? b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
