using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Homes;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What a button asks before it acts.</summary>
public abstract record ClickForm
{
    /// <summary>Nothing: it acts at once.</summary>
    public sealed record None : ClickForm;

    public sealed record Ask(Dialog Dialog) : ClickForm;

    /// <summary>There is nothing to ask any more, or not for this person.</summary>
    public sealed record Refused(Message Message) : ClickForm;
}

/// <summary>
/// The form behind a button, drawn from how things stand at the click: for platforms whose buttons bring back no more than an action and a
/// value, and for messages of long ago.
/// </summary>
public sealed class ClickForms(
    IAlertStore store, IFactReader facts, AccountAccess access, TimeProvider clock, INoticeDesk? notices = null, HomeForms? home = null)
{
    /// <param name="click">Its inputs are not looked at.</param>
    public async Task<ClickForm> OfAsync(Click click, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(click);
        if (click.Action == Actions.Notice)
            return notices?.FormOf(click.Value) is { } asked ? new ClickForm.Ask(asked) : new ClickForm.None();
        if (home is not null && HomeForms.Has(click.Action))
            return await home.FormAsync(click.Action, click.Teammate, cancellation) is { } own ? new ClickForm.Ask(own) : Refuse("Nothing is muted for you.");
        if (click.Action == Actions.NameChampion)
            return await ChampionAsync(click, cancellation);
        if (!Asks(click.Action) || StepHandle.Parse(click.Value) is not null)
            return new ClickForm.None();
        if (await FindAsync(click.Value, cancellation) is not { } target)
            return Refuse("This message is not known any more.");
        if (!await access.MayAsync(click.Teammate, target.AccountId, cancellation))
            return new ClickForm.Refused(DeskAnswers.AskOperations());

        var file = (await store.ReadAsync([target.AccountId], cancellation))[0];
        if (file.Snapshot is not { } account)
            return Refuse("Nothing is known of this account any more.");
        if (target.Card?.Phase == CardPhase.Superseded)
            return Refuse($"There is a newer message about {account.Name}. Please use its buttons.");
        var live = target.Causes(file).ToList();
        if (live.Count == 0)
            return Refuse("Already over.");

        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        return DialogOf(click.Action, live, account, team) is { } dialog ? new ClickForm.Ask(dialog) : new ClickForm.None();
    }

    /// <summary>Without anybody to choose from the answer says so.</summary>
    private async Task<ClickForm> ChampionAsync(Click click, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        if (await session.FindAccountAsync(click.Value, cancellation) is not { } account || await session.ReadAsync([account.Id], cancellation) is not [var known, ..])
            return Refuse("Nothing is known of this account any more.");
        if (!await access.MayAsync(click.Teammate, account.Id, session, cancellation))
            return new ClickForm.Refused(DeskAnswers.AskOperations());
        return new ClickForm.Ask(CardDialogs.Champion(PeopleNames.Choices(known, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))));
    }

    private static bool Asks(string action) => action is Actions.Snooze or Actions.Done or Actions.HandTo or Actions.NotRight or Actions.StartPlaybook
        or Actions.TickStep or Actions.NoteForSponsor or Actions.HoldFromSponsor;

    private static Dialog? DialogOf(string action, IReadOnlyList<ShownCause> live, AccountSnapshot account, TeamDirectory team)
    {
        (int, string)[] causes = [.. live.Select(cause => (cause.Number, cause.Words.Title))];
        switch (action)
        {
            case Actions.Snooze:
                return CardDialogs.Snooze(causes, account.DaysToDecision > Snooze.RenewalNearDays);
            case Actions.Done:
                return CardDialogs.Done(causes);
            case Actions.HandTo:
                return CardDialogs.HandTo(causes, CardButtons.People(live.Select(cause => cause.Alert), team));
            case Actions.NotRight:
                return CardDialogs.NotRight(causes, CardButtons.People(live.Select(cause => cause.Alert), team));
            case Actions.StartPlaybook:
                (int, string)[] startable = [.. live.Where(cause => cause.Alert.Status.Playbook is null).Select(cause => (cause.Number, cause.Words.Title))];
                // One cause needs no question.
                return startable.Length > 1 ? CardDialogs.StartPlaybook(startable) : null;
            case Actions.TickStep:
                InputOption[] steps = [.. live.SelectMany(CardButtons.Steps)];
                return steps.Length > 0 ? CardDialogs.TickStep(steps) : null;
            case Actions.NoteForSponsor:
                return CardDialogs.NoteForSponsor();
            default:
                return CardDialogs.HoldFromSponsor();
        }
    }

    private async Task<FormTarget?> FindAsync(string value, CancellationToken cancellation)
    {
        if (AlertHandle.Parse(value) is { } row)
        {
            return new FormTarget(row.AccountId, null, file => file.Alerts
                .Where(stored => stored.Alert.IsLive && row.Names(stored.Alert)).Select(stored => new ShownCause(1, stored)));
        }

        return CardHandle.Parse(value) is { } handle && await store.FindCardAsync(handle.Key, cancellation) is { } card
            ? new FormTarget(card.AccountId, card, file => Shown(card, handle.Revision, file))
            : null;
    }

    private static IEnumerable<ShownCause> Shown(Card card, int revision, AccountFile file)
    {
        var alerts = file.Alerts.ToDictionary(stored => stored.Alert.Key);
        return card.Causes
            .Where(cause => cause.FromRevision <= revision && alerts.TryGetValue(cause.Alert, out var stored)
                && stored.Alert.Episode == cause.Episode && stored.Alert.IsLive)
            .Select(cause => new ShownCause(cause.Number, alerts[cause.Alert]));
    }

    private static ClickForm.Refused Refuse(string text) => new(DeskAnswers.Say(text));

    private sealed record FormTarget(int AccountId, Card? Card, Func<AccountFile, IEnumerable<ShownCause>> Causes);
}
