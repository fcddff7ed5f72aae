using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>A dry run of what an evaluation does with one alert: the same router, the same rules, the same scene.</summary>
public sealed class RouteReports(
    IFactReader reader, EvaluatorFactory evaluators, AlertCatalogue catalogue, IAlertStore store, CardRounds rounds, IFleetGuard guard,
    AlertingMode mode, TimeProvider clock) : IRouteReports
{
    public async Task<RouteReport> ExplainAsync(string account, string trigger, DateOnly asOf, CancellationToken cancellation)
    {
        if (catalogue.Current.Find(trigger)?.Trigger is not { } known)
            return new RouteReport.UnknownTrigger([.. catalogue.Current.Triggers.Select(each => each.Name)]);
        await using var session = await reader.OpenAsync(cancellation);
        var (found, refusal) = Find(account, await session.AccountsAsync(cancellation));
        return found is null ? refusal! : await ExplainAsync(session, found, known, asOf, cancellation) ?? new RouteReport.UnknownAccount([]);
    }

    /// <summary>The account that is meant; else why none is.</summary>
    internal static (AccountRef? Account, RouteReport? Refusal) Find(string typed, IReadOnlyList<AccountRef> accounts) => AccountNames.Find(typed, accounts) switch
    {
        NameMatch.One(var found) => (found, null),
        NameMatch.Several(var several) => (null, new RouteReport.Several([.. several.Select(Listed)])),
        NameMatch.None(var nearest) => (null, new RouteReport.UnknownAccount([.. nearest.Select(Listed)])),
        _ => (null, new RouteReport.UnknownAccount([])),
    };

    private async Task<RouteReport?> ExplainAsync(IFactSession session, AccountRef account, Trigger trigger, DateOnly asOf, CancellationToken cancellation)
    {
        var evaluator = await evaluators.CreateAsync(session, [asOf], cancellation);
        var view = evaluator.View((await session.ReadAsync([account.Id], cancellation))[0], asOf);
        if (!view.Exists)
            return null;
        var evaluation = evaluator.Evaluate(view, EvidenceDetail.UnlessClear);
        var snapshot = AccountSnapshots.Of(view, evaluation, mode.Demo);
        var seen = evaluation.Triggers.Where(result => result.Trigger == trigger.Name).OrderByDescending(result => result.State == TriggerState.Firing)
            .ThenByDescending(result => result.Severity).FirstOrDefault();

        // On another day, at the same time of the day.
        var now = clock.GetUtcNow();
        now = now.AddDays(asOf.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber);
        var file = (await store.ReadAsync([account.Id], cancellation))[0];
        var stored = file.Alerts.Select(each => each.Alert).Where(alert => alert.IsLive && alert.Key.Trigger == trigger.Name)
            .OrderByDescending(alert => alert.Severity).FirstOrDefault();
        var alert = stored ?? Imagined(account, trigger, new Subject(SubjectKind.Account, account.AccountId, snapshot.Name), seen?.Severity ?? trigger.SeverityFor(view), snapshot, now);

        var team = await session.DirectoryAsync(cancellation);
        var round = await rounds.BeginEvaluationAsync(team, await guard.CurrentAsync(now, cancellation), now, cancellation);
        var itinerary = round.Desk.Route(alert, snapshot, await session.AccountTeamAsync(account.Id, cancellation));
        Alert[] others = [.. file.Alerts.Select(each => each.Alert)];
        return new RouteReport.Found(
            account.AccountId, snapshot.Name, trigger.Name, asOf, seen?.State ?? TriggerState.Clear, alert.Severity, stored is not null, itinerary.Rule,
            round.Desk.Foresee(alert, snapshot, others, itinerary));
    }

    /// <summary>As if it began now.</summary>
    internal static Alert Imagined(AccountRef account, Trigger trigger, Subject subject, Severity severity, AccountSnapshot snapshot, DateTimeOffset now) => new()
    {
        Key = new AlertKey(account.Id, trigger.Name, subject.Kind, subject.Key),
        Episode = 1,
        Kind = trigger.Kind,
        SubjectLabel = subject.Label,
        OpenedAt = now,
        ChangedAt = now,
        Status = new AlertStatus { State = AlertState.Open, Severity = severity, Mark = new Mark(severity, snapshot.Score), Owner = snapshot.OwnerEmail },
    };

    private static string Listed(AccountRef account) => $"{PlainText.Clean(account.AccountId)} ({PlainText.Clean(account.Name)})";
}
