using AccountAlerts.Domain.Triggers;
using NodaTime;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Nobody is interrupted more often than the settings allow; what is too much comes in the digest, or, if critical, in one message.</summary>
internal sealed class BudgetRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (scene.Demo || news.ByHand || scene.Ledger.TrySpend(news.Reader, news.Account.Id, news.Alert.Kind, news.Alert.Severity))
            return null;
        if (news.Alert.Severity == Severity.Critical)
            return new Objection(TellingWay.Bundle, TellingReasons.Bundle);
        if (scene.Digests.Reaches(news.Reader))
            return new Objection(TellingWay.Digest, TellingReasons.Budget);
        var calendar = scene.CalendarOf(news.Reader);
        return new Objection(TellingWay.Held, TellingReasons.Budget, calendar.At(calendar.DayOf(scene.Now).PlusDays(1), LocalTime.Midnight));
    }
}
