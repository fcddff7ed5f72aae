namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>A route of the settings that says: not at all.</summary>
internal sealed class RouteOffRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        news.Route.Way == RouteWay.Off ? new Objection(TellingWay.Silent, TellingReasons.Route) : null;
}
