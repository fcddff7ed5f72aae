using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>After hours without the service nothing is replayed: what is not critical waits for the one message that says all of it.</summary>
internal sealed class GapRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        !scene.Demo && !news.ByHand && scene.Gap is not null && news.Alert.Severity < Severity.Critical
            ? new Objection(TellingWay.Held, TellingReasons.Gap)
            : null;
}
