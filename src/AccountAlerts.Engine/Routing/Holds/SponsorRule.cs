using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using NodaTime;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>
/// Our executives hear of few accounts, and after whose account it is: of what is critical and large or near its decision, or of what a
/// manager asks them to hear; one message a day at most.
/// </summary>
public sealed class SponsorRule : IHoldRule
{
    /// <summary>How much of their working time the owner has to add a note, or to hold it.</summary>
    public static TimeSpan OwnerFirst { get; } = TimeSpan.FromHours(4);

    /// <summary>A decision further away is no executive's business yet.</summary>
    private const int DecisionNearDays = 180;

    /// <summary>True where the rules alone would tell an executive.</summary>
    public static bool Concerns(Alert alert, AccountSnapshot account) =>
        alert is { Kind: TriggerKind.Risk, Severity: Severity.Critical } && BandOf(account) == Band.Critical
        && (account.Large || account.DaysToDecision is >= 0 and <= DecisionNearDays);

    /// <summary>From when on an executive may hear of it.</summary>
    /// <param name="calendar">Of whose account it is.</param>
    public static DateTimeOffset From(Alert alert, WorkCalendar calendar)
    {
        var announced = alert.Status.AnnouncedAt ?? alert.OpenedAt;
        var asked = alert.Status.Sponsor?.AskedAt;
        return calendar.AddWork(asked is { } at && at > announced ? at : announced, OwnerFirst);
    }

    Objection? IHoldRule.Of(News news, TellingScene scene)
    {
        var alert = news.Alert;
        if (!Roles.IsSponsor(news.Route.Role) || news.Route.Found == RouteReasons.InsteadOwner)
            return null;
        if (alert.Status.Sponsor?.AskedBy is null && !Concerns(alert, news.Account))
            return new Objection(TellingWay.Held, TellingReasons.NotForSponsor);
        if (alert.Status.Sponsor?.HeldBy is not null)
            return new Objection(TellingWay.Held, TellingReasons.HeldByOwner);
        if (news.Account.OwnerEmail is { } owner && From(alert, scene.CalendarOf(owner)) is var from && scene.Now < from)
            return new Objection(TellingWay.Held, TellingReasons.OwnerFirst, from);
        if (scene.Ledger.HadAnother(news.Reader, news.Account.Id, alert.Kind))
        {
            var calendar = scene.CalendarOf(news.Reader);
            return new Objection(TellingWay.Held, TellingReasons.Budget, calendar.NextMorning(calendar.At(calendar.DayOf(scene.Now).PlusDays(1), LocalTime.Midnight), calendar.Hours.From));
        }

        return null;
    }

    /// <summary>By behaviour: a score that moved because data came or went makes nobody critical.</summary>
    private static Band? BandOf(AccountSnapshot account) => account.Held is { Score: { } held } ? Bands.Of(held) : account.Band;
}
