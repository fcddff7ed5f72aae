using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Draws the card that an account's owner would get, with the same words, the same course and the same composer as the real one.</summary>
public sealed class CardPreviews(
    IFactReader reader, IFleetEvaluator fleet, EvaluatorFactory evaluators, AlertCatalogue catalogue, AlertWords words, IScoreCourse courses,
    ProductLinks links, WorkCalendars calendars, AlertingMode mode, TimeProvider clock) : ICardPreviews
{
    private const string Platform = "preview";

    public async Task<CardPreview> OfAsync(string trigger, string? account, DateOnly asOf, CancellationToken cancellation)
    {
        if (catalogue.Current.Find(trigger) is not { } template)
            return new CardPreview.Refused(new RouteReport.UnknownTrigger([.. catalogue.Current.Triggers.Select(each => each.Name)]));
        string? asked = account ?? await HoldingAsync(trigger, asOf, cancellation);
        await using var session = await reader.OpenAsync(cancellation);
        var accounts = await session.AccountsAsync(cancellation);
        var (found, refusal) = asked is null ? (accounts is [var first, ..] ? first : null, new RouteReport.UnknownAccount([])) : RouteReports.Find(asked, accounts);
        if (found is null)
            return new CardPreview.Refused(refusal!);
        return await ShowAsync(session, found, template, asOf, cancellation)
            ?? (CardPreview)new CardPreview.Refused(new RouteReport.UnknownAccount([]));
    }

    /// <returns>Null if it holds nowhere.</returns>
    private async Task<string?> HoldingAsync(string trigger, DateOnly asOf, CancellationToken cancellation)
    {
        await foreach (string? holding in fleet.RunAsync(
            asOf, EvidenceDetail.UnlessClear,
            (_, evaluation) => evaluation.Triggers.Any(result => result.Trigger == trigger && result.State == TriggerState.Firing) ? evaluation.AccountId : null,
            cancellation))
        {
            if (holding is not null)
                return holding;
        }

        return null;
    }

    private async Task<CardPreview?> ShowAsync(IFactSession session, AccountRef account, AlertTemplate template, DateOnly asOf, CancellationToken cancellation)
    {
        var evaluator = await evaluators.CreateAsync(session, [asOf], cancellation);
        var view = evaluator.View((await session.ReadAsync([account.Id], cancellation))[0], asOf);
        if (!view.Exists)
            return null;
        var evaluation = evaluator.Evaluate(view, EvidenceDetail.Always);
        var result = evaluation.Triggers.Where(each => each.Trigger == template.Trigger.Name).OrderByDescending(each => each.State == TriggerState.Firing)
            .ThenByDescending(each => each.Severity).First();
        var snapshot = AccountSnapshots.Of(view, evaluation, mode.Demo);
        if ((await (await courses.BeginAsync(asOf, cancellation)).ReadAsync([account.Id], cancellation)).GetValueOrDefault(account.Id) is { } story)
            snapshot = story.On(snapshot);

        // On another day, at the same time of the day.
        var now = clock.GetUtcNow();
        now = now.AddDays(asOf.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber);
        var team = await session.DirectoryAsync(cancellation);
        var text = words.Render(template, result, new AlertContext(
            view.ForSubject(result.Subject), snapshot.Name, snapshot.Currency, snapshot.OwnerEmail is { } owner ? team.Of(owner).Name : null,
            asOf, asOf)
        {
            Works = calendars.Of(team, snapshot.OwnerEmail ?? "").IsWorkingDay,
        });
        var alert = RouteReports.Imagined(account, template.Trigger, result.Subject, result.Severity, snapshot, now);
        var card = new Card
        {
            Key = Platform,
            AccountId = account.Id,
            Kind = alert.Kind,
            Conversation = new Conversation(Platform, Platform, Platform),
            Reader = snapshot.OwnerEmail ?? Platform,
            Generation = 1,
            Phase = CardPhase.Live,
            Causes = [new CardCause(1, alert.Key, 1, 1)],
            CreatedAt = now,
        };
        var message = CardComposer.Compose(
            new PlannedCard(card, null, true, null), snapshot, new Dictionary<AlertKey, StoredAlert> { [alert.Key] = new(alert, text) },
            new CardFrame(team, links, _ => null));
        return new CardPreview.Shown(account.AccountId, snapshot.Name, template.Trigger.Name, result.State == TriggerState.Firing, message);
    }
}
