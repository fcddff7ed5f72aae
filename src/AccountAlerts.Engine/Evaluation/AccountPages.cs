using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Puts together what the inbox shows of accounts: from facts as of today, and from the alerts as they stand.</summary>
public sealed class AccountPages(
    ScoreExplainer explainer, IFleetEvaluator fleet, IFactReader reader, IAlertReader alerts, ITellings tellings, MoneyRates rates, AccountAccess access)
    : IAccountPages
{
    /// <summary>Half a year, a week apart.</summary>
    private const int Points = 27;

    /// <summary>More rows than anybody reads; the worst come first.</summary>
    private const int MostAccounts = 500;

    private const int MostPeople = 50;

    /// <summary>Who acts where nobody of ours does.</summary>
    private const string Product = "AccountAlerts";

    private const int MostAlerts = 30;
    private const int MostEvents = 300;

    public async Task<AccountPage?> FindAsync(string accountId, string viewer, CancellationToken cancellation)
    {
        (AccountRef? account, TeamDirectory team) = await LookUpAsync(accountId, cancellation);
        if (account is null || !await access.MayAsync(viewer, account.Id, cancellation) || await explainer.WhyAsync(account.Id, explainer.Today, ScoreMove.Days, Points, cancellation) is not { } explanation)
            return null;

        AccountView view = explanation.To;
        IReadOnlyList<StoredAlert> stored = await alerts.OfAccountAsync(account.Id, MostAlerts, cancellation);
        IReadOnlyList<Telling> told = await tellings.OfAccountsAsync([account.Id], cancellation);
        IReadOnlyList<AlertEvent> trail = await alerts.TrailAsync(account.Id, MostEvents, cancellation);
        return new AccountPage(
            account.AccountId, PlainText.Clean(account.Name, 200), view.AsOf, AccountFields.Of(view, team, rates, explanation.Group), view.Health, explanation.Course,
            ChangeOf(explanation), [.. stored.Select(alert => Listed(alert, told, trail, team))], People(view), Freshness(view))
        {
            Opinion = SaidWords.Opinion(TeamOpinion.Of(view), team),
            Said = SaidWords.Notes(view, team),
            Questions = AccountQuestions.Of(view, explanation.From),
            Next = NextSteps.Of(stored, view.Health.Band, view.OwnerEmail, team),
            ModelChanges = explanation.ModelChanges,
        };
    }

    public async Task<IReadOnlyList<AccountLine>> ListAsync(string viewer, CancellationToken cancellation)
    {
        (_, TeamDirectory team) = await LookUpAsync(null, cancellation);
        DateOnly today = explainer.Today;
        var before = new Dictionary<string, int?>(StringComparer.Ordinal);
        await foreach ((string id, int? score) in fleet.RunAsync(
            today.AddDays(-ScoreMove.Days), EvidenceDetail.UnlessClear, (_, evaluation) => (evaluation.AccountId, evaluation.Health.Score), cancellation))
            before[id] = score;

        var sight = await access.SightAsync(viewer, team, cancellation);
        var lines = new List<AccountLine>();
        await foreach (AccountLine? line in fleet.RunAsync(
            today, EvidenceDetail.UnlessClear,
            (view, evaluation) => !sight.May(view) ? null : new AccountLine(
                evaluation.AccountId, PlainText.Clean(view.Facts.Profile.Name, 200), evaluation.Health.Score, evaluation.Health.Band,
                evaluation.Health.Score - before.GetValueOrDefault(evaluation.AccountId), view.OwnerEmail is { } email ? team.Of(email).Name : null,
                evaluation.Triggers.Count(trigger => trigger.State == TriggerState.Firing))
            {
                SetTo = TeamOpinion.Of(view)?.Override is { } set ? TeamOpinion.BandOf(set) : null,
            },
            cancellation))
        {
            if (line is not null)
                lines.Add(line);
        }

        return [.. lines.OrderBy(line => line.Score is null).ThenBy(line => line.Score).ThenBy(line => line.Name, StringComparer.Ordinal).Take(MostAccounts)];
    }

    private async Task<(AccountRef? Account, TeamDirectory Team)> LookUpAsync(string? accountId, CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        AccountRef? account = accountId is null
            ? null
            : (await session.AccountsAsync(cancellation)).FirstOrDefault(known => known.AccountId == accountId);
        return (account, await session.DirectoryAsync(cancellation));
    }

    private static AccountChange? ChangeOf(ScoreExplanation explanation) =>
        explanation is { From.Health.Score: { } from, To.Health.Score: { } to }
            ? new AccountChange(
                explanation.From.AsOf, from, explanation.To.AsOf, to,
                [.. explanation.Change.Causes.Select(cause => WhyMessage.Line(cause, explanation.Currency))])
            : null;

    private static AccountAlert Listed(StoredAlert stored, IReadOnlyList<Telling> told, IReadOnlyList<AlertEvent> trail, TeamDirectory team)
    {
        Alert alert = stored.Alert;
        string state = CardWords.State(alert.Status, email => team.Of(email).Name, DateTimeZone.Utc)
            ?? told.Where(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode && telling.News == alert.Status.News)
                .Select(TellingWords.WhyQuiet).FirstOrDefault(why => why is not null)
            ?? "Open";
        IEnumerable<AlertEvent> own = trail.Where(happened => happened.Key == alert.Key && happened.Episode == alert.Episode).OrderBy(happened => happened.Version);
        return new AccountAlert(
            stored.Text.Title, CardWords.ToneOf(alert.Kind, alert.Severity), CardWords.Urgency(alert.Severity), state, alert.IsLive, alert.OpenedAt,
            [
                .. own.Select(happened => new AuditLine(happened.At, AuditWords.Who(happened.Actor, team), AuditWords.Of(happened, team)))
                    .Concat(told.Where(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode)
                        .Select(telling => new AuditLine(telling.ToldAt ?? telling.DecidedAt, Product, AuditWords.Of(telling, team))))
                    .OrderBy(line => line.At),
            ]);
    }

    private static IReadOnlyList<AccountPerson> People(AccountView view) =>
    [
        .. PeopleAnswers.InOrder(view).Take(MostPeople).Select(person => new AccountPerson(
            PlainText.Clean(person.Label), RoleWord(view.RoleOf(person)), PlainText.Clean(view.DepartmentOf(person)), UseReport.Of(view, person)?.LastActive,
            view.IsDeactivated(person) ? person.DeactivatedOn : null)
        {
            Use = PeopleAnswers.InShort(view, person),
        }),
    ];

    private static string RoleWord(PersonRole? role) => role switch
    {
        PersonRole.Champion => "Champion",
        PersonRole.Executive => "Executive",
        PersonRole.Admin => "Admin",
        PersonRole.PowerUser => "Power user",
        _ => "",
    };

    private static IReadOnlyList<Field> Freshness(AccountView view) =>
    [
        .. new[]
        {
            (FactStream.Usage, "Usage"), (FactStream.People, "People"), (FactStream.Tickets, "Tickets"), (FactStream.Feedback, "Surveys"),
            (FactStream.Invoices, "Invoices"), (FactStream.Touchpoints, "Meetings and calls"),
        }.Select(stream => new Field(stream.Item2, Freshness(view.Frame[stream.Item1]))),
    ];

    private static string Freshness(StreamFreshness stream) => stream switch
    {
        { Connected: false } => "not connected",
        { CompleteThrough: null } => "never read",
        { Stale: true, CompleteThrough: { } day } => $"no data since {ReadableValue.Date(day)}",
        { CompleteThrough: { } day } => $"to {ReadableValue.Date(day)}",
    };
}
