using NodaTime;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>A new owner hears of everything that was going on in one message, on their next working morning.</summary>
internal sealed class HandoverRule : IHoldRule
{
    private static readonly LocalTime Noon = new(12, 0);

    public Objection? Of(News news, TellingScene scene)
    {
        if (scene.Demo || !news.ChangedHands)
            return null;
        var calendar = scene.CalendarOf(news.Reader);

        // The message comes in the morning; where it does not, the card does after all.
        return new Objection(TellingWay.Held, TellingReasons.Handover, calendar.NextMorning(scene.Now, Noon));
    }
}
