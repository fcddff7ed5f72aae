namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Somebody asked not to hear of this account before a day.</summary>
internal sealed class MutedRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        !news.ByHand && scene.Mutes.Of(news.Account.Id, scene.Now) is { } until ? new Objection(TellingWay.Held, TellingReasons.Muted, until) : null;
}
