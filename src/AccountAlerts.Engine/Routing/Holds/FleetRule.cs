namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>While the data behind it is doubted nobody calls a customer because of it.</summary>
internal sealed class FleetRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        !scene.Demo && !news.ByHand && scene.Fleet.Of(news.Alert, news.Account) is { } held
            ? new Objection(TellingWay.Held, held.Reason, held.Until)
            : null;
}
