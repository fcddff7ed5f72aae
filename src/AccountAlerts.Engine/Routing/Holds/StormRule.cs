namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>A channel takes no storm: beyond a number of cards at once the rest comes in one message.</summary>
internal sealed class StormRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (scene.Demo || scene.Policy.BundleFrom == 0 || !Roles.IsChannel(news.Reader))
            return null;
        int cards = scene.ChannelCards.GetValueOrDefault(news.Reader) + 1;
        if (cards > scene.Policy.BundleFrom)
            return new Objection(TellingWay.Bundle, TellingReasons.Bundle);
        scene.ChannelCards[news.Reader] = cards;
        return null;
    }
}
