namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>A channel takes no storm: beyond a number of cards in a while the rest comes in one message.</summary>
internal sealed class StormRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (!scene.Policy.Bundle.Enabled || scene.Demo || news.ByHand || !Roles.IsChannel(news.Reader))
            return null;
        int cards = scene.ChannelCards.GetValueOrDefault(news.Reader) + 1;
        if (cards > scene.Policy.Bundle.Most)
            return new Objection(TellingWay.Bundle, TellingReasons.Bundle);
        scene.ChannelCards[news.Reader] = cards;
        return null;
    }
}
