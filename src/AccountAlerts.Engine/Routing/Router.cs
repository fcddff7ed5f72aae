using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>Who hears of an alert, and in which way: a rule of the settings, else the roles that its file names. Pure.</summary>
public sealed class Router(TeamDirectory team, RoutingRules rules)
{
    private readonly RoleResolver _roles = new(team, rules);

    /// <param name="audience">The roles that the alert's file names.</param>
    public Itinerary Decide(Alert alert, IReadOnlyList<string> audience, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        if (alert.Status.Assignee is { } assignee)
            return HandedOver(assignee, alert, audience, account, accountTeam);
        foreach (var rule in rules.InOrder)
        {
            if (rule.Fits(alert, account))
                return Made(rule.Name, alert, account, accountTeam, Follow(rule, alert, account, accountTeam));
        }

        bool pooled = account.Segment is { } segment && rules.Pooled.Contains(segment);
        bool techTouch = !pooled && account.Segment is { } touch && rules.TechTouch.Contains(touch);
        var routes = new List<Route>(audience.Count);
        foreach (string role in audience)
        {
            bool shared = pooled && alert.Kind != TriggerKind.Data && IsOwner(role) && !account.Confidential;
            var (reader, found) = _roles.Resolve(shared ? Roles.Pool : role, account, accountTeam);
            var way = WayOf(role, alert);
            if (techTouch && alert.Kind != TriggerKind.Data && !(alert.Severity == Severity.Critical && account.Arr >= rules.TechTouchMinArr))
                way = RouteWay.Digest;
            routes.Add(new Route(role, reader, way, found));
        }

        return Made(pooled ? RouteRules.Pooled : techTouch ? RouteRules.TechTouch : RouteRules.Standard, alert, account, accountTeam, routes);
    }

    /// <summary>It is that person's now; those above hear of it as before.</summary>
    private Itinerary HandedOver(
        string assignee, Alert alert, IReadOnlyList<string> audience, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        var routes = new List<Route> { new(Roles.Owner, assignee.ToLowerInvariant(), RouteWay.Card, RouteReasons.Assignee) };
        foreach (string role in audience.Where(role => role is Roles.Manager or Roles.Executive))
        {
            var (reader, found) = _roles.Resolve(role, account, accountTeam);
            if (found != RouteReasons.InsteadOwner)
                routes.Add(new Route(role, reader, WayOf(role, alert), found));
        }

        return Made(RouteRules.HandedOver, alert, account, accountTeam, routes);
    }

    private IEnumerable<Route> Follow(RouteRule rule, Alert alert, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        foreach (string target in rule.To.Count > 0 ? rule.To : [Roles.Owner])
        {
            string role = target.StartsWith(Roles.Prefix, StringComparison.OrdinalIgnoreCase) ? target[Roles.Prefix.Length..] : target;
            var (reader, found) = _roles.Resolve(role, account, accountTeam);
            yield return new Route(role, reader, rule.Way ?? WayOf(role, alert), found);
        }
    }

    private Itinerary Made(
        string rule, Alert alert, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam, IEnumerable<Route> routes)
    {
        var made = new List<Route>();
        foreach (var route in routes)
            Add(made, account.Confidential && !MayHear(route) ? route with { Reader = null, Found = RouteReasons.Confidential } : route);

        // What nobody may hear or can be found for is still its owner's.
        if (account.OwnerEmail is { } owner && !made.Exists(route => route.Reader is not null) && made.Count > 0)
            Add(made, new Route(Roles.Owner, owner.ToLowerInvariant(), made[0].Way, RouteReasons.InsteadOwner));
        foreach (var route in Subscribed(made, alert, account, accountTeam))
            Add(made, route);
        return new Itinerary(rule, made);
    }

    /// <summary>Who asked to hear of what is like it and may see the account; nobody where a rule says that nobody hears of it.</summary>
    private IEnumerable<Route> Subscribed(
        List<Route> made, Alert alert, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        if (team.Subscribers.Count == 0 || account.Confidential || (made.Count > 0 && made.TrueForAll(route => route.Way == RouteWay.Off)))
            yield break;
        var head = new AccountHead(account.OwnerEmail, false, [.. accountTeam.Select(member => member.Email)]);
        foreach (string reader in team.Subscribers)
        {
            if (team.PreferencesOf(reader).Subscriptions.Any(wanted => wanted.Fits(alert.Kind, account.Segment, alert.Severity))
                && AccessRule.May(rules.Access, reader, head, team))
                yield return new Route(Roles.Subscriber, reader, alert.Severity >= Severity.High ? RouteWay.Card : RouteWay.Digest, RouteReasons.Subscribed);
        }
    }

    /// <summary>One card each: who is meant twice gets the louder one.</summary>
    private static void Add(List<Route> routes, Route route)
    {
        int same = route.Reader is null ? -1 : routes.FindIndex(other => other.Reader == route.Reader);
        if (same < 0)
            routes.Add(route);
        else if (route.Way < routes[same].Way)
            routes[same] = routes[same] with { Way = route.Way };
    }

    private static bool MayHear(Route route) => route.Found is RouteReasons.Owner or RouteReasons.Assignee or RouteReasons.InsteadOwner
        || (route.Role == Roles.Manager && route.Reader is { } reader && !Roles.IsChannel(reader));

    /// <summary>Severity says card or row. Whom an alert is made for hears of it aloud whatever its severity: growth sales, data operations.</summary>
    private static RouteWay WayOf(string role, Alert alert) =>
        alert.Severity >= Severity.High
        || (alert.Kind == TriggerKind.Expansion && role.Equals(Roles.Sales, StringComparison.OrdinalIgnoreCase))
        || (alert.Kind == TriggerKind.Data && role.Equals(Roles.Operations, StringComparison.OrdinalIgnoreCase))
            ? RouteWay.Card
            : RouteWay.Digest;

    private static bool IsOwner(string role) => role.Equals(Roles.Owner, StringComparison.OrdinalIgnoreCase);
}
