namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Outside working days and in quiet hours nobody is woken: it is a row of the next digest, and never a card as well.</summary>
internal sealed class QuietHoursRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (scene.Demo || Roles.IsChannel(news.Reader) || scene.Policy.WakeFor.Contains(news.Alert.Severity))
            return null;
        var calendar = scene.CalendarOf(news.Reader);
        if (!calendar.IsQuiet(scene.Now))
            return null;
        return scene.Digests.Reaches(news.Reader)
            ? new Objection(TellingWay.Digest, TellingReasons.Quiet)
            : new Objection(TellingWay.Held, TellingReasons.Quiet, calendar.QuietEnds(scene.Now));
    }
}
