using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Somebody is on it, or put it to sleep, before it was told: nobody has to be told any more.</summary>
internal sealed class TakenRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        // An executive hears of it because it is critical, and all the more once somebody works on it.
        news.Alert.State is AlertState.Acknowledged or AlertState.Snoozed && !Roles.IsSponsor(news.Route.Role) ? new Objection(TellingWay.Silent, TellingReasons.Taken) : null;
}
