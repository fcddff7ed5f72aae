using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>Who a role is for one account: a row of the account's team, else the role's only member, else what the settings name for it, else the owner.</summary>
public sealed class RoleResolver(TeamDirectory team, RoutingRules rules)
{
    public (string? Reader, string Found) Resolve(string role, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        if (role.Equals(Roles.Owner, StringComparison.OrdinalIgnoreCase))
            return account.OwnerEmail is { } owner ? (owner.ToLowerInvariant(), RouteReasons.Owner) : Pool(account);
        if (Roles.IsChannel(role) || Roles.IsAddress(role))
            return (role.ToLowerInvariant(), RouteReasons.Named);
        if (role.Equals(Roles.Pool, StringComparison.OrdinalIgnoreCase))
            return Pool(account);

        if (RowOf(role, accountTeam) is { } row)
            return (row.ToLowerInvariant(), RouteReasons.AccountTeam);
        if (role.Equals(Roles.Manager, StringComparison.OrdinalIgnoreCase) && account.OwnerEmail is { } managed && team.Of(managed).ManagerEmail is { Length: > 0 } manager)
            return (manager.ToLowerInvariant(), RouteReasons.OwnersManager);
        if (Roles.TeamRoleOf(role) is { } teamRole && team.OnlyMember(teamRole) is { } only)
            return (only.Email.ToLowerInvariant(), RouteReasons.OnlyMember);
        if (rules.Audiences.TryGetValue(role, out string? named))
            return (named.ToLowerInvariant(), RouteReasons.Audience);
        return account.OwnerEmail is { } instead ? (instead.ToLowerInvariant(), RouteReasons.InsteadOwner) : (null, RouteReasons.Nobody);
    }

    private (string? Reader, string Found) Pool(AccountSnapshot account) =>
        account.Confidential ? (null, RouteReasons.Nobody) : (rules.Pool, RouteReasons.Pool);

    private static string? RowOf(string role, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        foreach (var member in accountTeam)
        {
            if (member.Role.Equals(role, StringComparison.OrdinalIgnoreCase))
                return member.Email;
        }

        return null;
    }
}
