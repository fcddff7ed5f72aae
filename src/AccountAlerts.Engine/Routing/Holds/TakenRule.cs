using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Somebody is on it, or put it to sleep, before it was told: nobody has to be told any more.</summary>
internal sealed class TakenRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        news.Alert.State is AlertState.Acknowledged or AlertState.Snoozed ? new Objection(TellingWay.Silent, TellingReasons.Taken) : null;
}
