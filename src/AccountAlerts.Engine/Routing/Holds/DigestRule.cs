using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>What is not urgent, or by its route belongs there, is a row of the digest.</summary>
internal sealed class DigestRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) => news.Route.Way == RouteWay.Digest
        ? new Objection(TellingWay.Digest, news.Alert.Severity < Severity.High ? TellingReasons.Digest : TellingReasons.Route)
        : null;
}
