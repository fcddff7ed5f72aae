using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>What held already when we first looked is no news.</summary>
internal sealed class StandingRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        news.Alert.State == AlertState.Standing ? new Objection(TellingWay.Silent, TellingReasons.Standing) : null;
}
