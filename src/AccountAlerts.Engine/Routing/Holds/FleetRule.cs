namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>While the data behind it is doubted nobody calls a customer because of it; what is let go after that is a list.</summary>
internal sealed class FleetRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (scene.Demo || news.ByHand || scene.Fleet.Of(news.Alert, news.Account) is not { } held)
            return null;
        if (!held.Listed)
            return new Objection(TellingWay.Held, held.Reason, held.Until);
        return new Objection(scene.Digests.Reaches(news.Reader) ? TellingWay.Digest : TellingWay.Bundle, held.Reason);
    }
}
