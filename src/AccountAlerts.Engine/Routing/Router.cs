using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>The default routes: severity says card or list, the kind says who.</summary>
public sealed class Router(TeamDirectory team)
{
    /// <summary>Where high and critical alerts of accounts without an owner go.</summary>
    public const string Channel = "#customer-success";

    private const string SalesRole = "sales";

    /// <param name="others">All newest alerts of the account.</param>
    /// <param name="onCard">True if a live card tells of the alert already: it does not go away because something else comes up.</param>
    public Route Decide(
        Alert alert, TriggerMode mode, AccountSnapshot account, IReadOnlyList<Alert> others, IReadOnlyList<AccountTeamMember> accountTeam,
        bool onCard)
    {
        if (mode != TriggerMode.Live)
            return new Route(false, account.OwnerEmail, RouteReasons.Observed);
        if (alert.State == AlertState.Standing)
            return new Route(false, account.OwnerEmail, RouteReasons.Standing);
        if (alert.Status.Assignee is { } assignee)
            return new Route(true, assignee, RouteReasons.Assignee);

        return alert.Kind switch
        {
            TriggerKind.Expansion => Expansion(account, others, accountTeam, onCard),
            TriggerKind.Data => team.OnlyMember(TeamRole.Operations) is { } operations
                ? new Route(true, operations.Email, RouteReasons.Operations)
                : new Route(false, null, RouteReasons.Nobody),
            _ when alert.Severity < Severity.High => new Route(false, account.OwnerEmail, RouteReasons.Digest),
            _ when account.OwnerEmail is { } owner => new Route(true, owner, RouteReasons.Owner),
            _ when account.Confidential => new Route(false, null, RouteReasons.Nobody),
            _ => new Route(true, Channel, RouteReasons.NoOwner),
        };
    }

    private Route Expansion(
        AccountSnapshot account, IReadOnlyList<Alert> others, IReadOnlyList<AccountTeamMember> accountTeam, bool onCard)
    {
        string? reader = accountTeam.FirstOrDefault(member => member.Role.Equals(SalesRole, StringComparison.OrdinalIgnoreCase))?.Email
            ?? team.OnlyMember(TeamRole.Sales)?.Email ?? account.OwnerEmail;
        if (reader is null)
            return new Route(false, null, RouteReasons.Nobody);

        bool risky = account.HoldExpansion || others.Any(other =>
            other is { Kind: TriggerKind.Risk, Severity: >= Severity.High, State: AlertState.Open or AlertState.Acknowledged });
        return risky && !onCard ? new Route(false, reader, RouteReasons.WaitsForRisk) : new Route(true, reader, RouteReasons.Sales);
    }
}
