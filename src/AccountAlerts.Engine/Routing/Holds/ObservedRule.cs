using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>What is only watched is counted, so that people can see what would have been sent.</summary>
internal sealed class ObservedRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        news.Mode == TriggerMode.Live ? null : new Objection(TellingWay.Silent, TellingReasons.Observed);
}
