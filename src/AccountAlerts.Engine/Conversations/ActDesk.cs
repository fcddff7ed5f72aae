using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What a click or a typed act is about.</summary>
/// <param name="CardKey">Of the card that was pressed; null for a row of a list and for what was typed.</param>
/// <param name="AccountId">Where there is no card.</param>
/// <param name="Causes">The alerts it covers: those that were shown at that moment.</param>
internal sealed record ActTarget(string? CardKey, int AccountId, Func<AccountFile, Card?, IEnumerable<CardCause>> Causes);

/// <summary>Acts on alerts: reads what is stored, decides, and commits with everything that follows, or looks again.</summary>
public sealed class ActDesk(
    IAlertStore store, IFactReader facts, IAccountAnswers answers, CardRounds rounds, ITellings tellings, AccountAccess access,
    ILeftOut leftOut, IRandomIds ids, TimeProvider clock)
{
    /// <summary>How often an evaluation or another click may get in between.</summary>
    private const int Attempts = 5;

    public async Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        // The button beside a step says what the form of all steps would have asked.
        if (StepHandle.Parse(click.Value) is { } step)
            click = click with { Value = step.Card, Inputs = new Dictionary<string, string> { [CardDialogs.Step] = step.Choice } };
        return TargetOf(click.Value) is { } target ? await ActAsync(click, target, repeatable: false, cancellation) : new Answer(Unknown);
    }

    private static Message Unknown => DeskAnswers.Say("This message is not known any more.");

    /// <param name="click">The act, as a button would send it; its value is not looked at.</param>
    /// <param name="repeatable">True where the same id does not mean the same act: for what was typed.</param>
    internal async Task<Answer> ActAsync(Click click, ActTarget target, bool repeatable, CancellationToken cancellation)
    {
        var look = new ActLook(repeatable ? null : click.ClickId, target.CardKey, target.AccountId);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // Looked at together and anew each time: a card of long ago may have moved on meanwhile.
            var (earlier, card, file) = await store.LookAsync(look, cancellation);
            if (file is null)
                return new Answer(Unknown);
            await using var session = await facts.OpenAsync(cancellation);
            if (!await access.MayAsync(click.Teammate, file, session, cancellation))
                return new Answer(DeskAnswers.AskOperations());
            if (click.Action == Actions.Why)
                return new Answer((file.Snapshot is { } said ? await answers.WhyCardAsync(said, cancellation) : null) ?? DeskAnswers.Say("Nothing is known of this account any more."));
            if (click.Action == Actions.Draft)
                return new Answer(DeskAnswers.Draft(file, target.Causes(file, card)));
            if ((earlier ?? await TryAsync(click, target, card, file, session, repeatable, cancellation)) is { } answer)
                return answer;
        }

        return new Answer(DeskAnswers.Say("Too much is happening to this message right now. Please try again."));
    }

    private static ActTarget? TargetOf(string value)
    {
        if (AlertHandle.Parse(value) is { } row)
        {
            return new ActTarget(null, row.AccountId, (file, _) => file.Alerts
                .Where(stored => row.Names(stored.Alert)).Select(stored => new CardCause(1, stored.Alert.Key, stored.Alert.Episode, 1)));
        }

        return CardHandle.Parse(value) is { } handle
            ? new ActTarget(handle.Key, 0, (_, card) => card!.Causes.Where(cause => cause.FromRevision <= handle.Revision))
            : null;
    }

    /// <returns>Null if something changed meanwhile: look again.</returns>
    private async Task<Answer?> TryAsync(
        Click click, ActTarget target, Card? card, AccountFile file, IFactSession session, bool repeatable, CancellationToken cancellation)
    {
        if (file.Snapshot is not { } account)
            return new Answer(DeskAnswers.Say("Nothing is known of this account any more."));
        if (card?.Phase == CardPhase.Superseded)
            return new Answer(DeskAnswers.Say($"There is a newer message about {account.Name}. Please use its buttons."));

        var team = await session.DirectoryAsync(cancellation);
        var now = clock.GetUtcNow();
        var read = CardActReader.Read(click, account, team, now);
        if (read.Act is not { } act)
            return new Answer(DeskAnswers.Say(read.Problem ?? "This button is not known any more.")) { Input = read.Input };
        if (act is AlertAct.AskSponsor && team.Of(click.Teammate).Role is not (TeamRole.Manager or TeamRole.Executive))
            return new Answer(DeskAnswers.Say("Managers decide what our sponsor hears of. Ask yours."));
        // Who is handed an alert may see it; only what is confidential stays with its own.
        if (act is AlertAct.HandTo { To: var to } && account.Confidential && !await access.MayAsync(to, file, session, cancellation))
            return new Answer(DeskAnswers.Say($"{team.Of(to).Name} may not see {account.Name}."));

        var alerts = file.Alerts.ToDictionary(stored => stored.Alert.Key);
        var actor = new Actor(click.Actor, click.Teammate.ToLowerInvariant());
        var changes = new List<AlertChange>();
        Message? unchanged = null;
        foreach (var cause in target.Causes(file, card).Where(cause => read.Cause is null || read.Cause == cause.Number))
        {
            // Another episode is another story: the button does not speak of it.
            if (!alerts.TryGetValue(cause.Alert, out var stored) || stored.Alert.Episode != cause.Episode)
                continue;
            switch (AlertActs.Act(stored.Alert, Filled(act, stored), actor, account.Score, now))
            {
                case Decision.Change { Transition: var transition }:
                    changes.Add(new AlertChange(transition, null));
                    alerts[cause.Alert] = stored with { Alert = transition.After };
                    break;
                case Decision.Nothing nothing when stored.Alert.IsLive || card?.Phase != CardPhase.Live:
                    unchanged = DeskAnswers.Unchanged(nothing.Why, stored.Alert, act, actor.Email, team);
                    break;
            }
        }

        if (changes.Count == 0)
            return new Answer(unchanged ?? (card?.Phase == CardPhase.Closed ? DeskAnswers.Say("Already over.") : null));

        var wrong = act is AlertAct.WrongData ? await WrongAsync(changes, team.Of(actor.Email).Name, cancellation) : [];
        // What was done once is one touch, whatever number of causes it settled.
        var touch = act is AlertAct.Finish { What: var what } && TouchWords.KindOf(click.Inputs.GetValueOrDefault(CardDialogs.How), what) is { } kind
            ? SaidFacts.Noted(account.AccountId, new SaidFact($"done-{(repeatable ? ids.Next() : click.ClickId)}", now, kind, actor.Email, null, null, what, null))
            : null;
        var answer = new Answer(act is AlertAct.WrongData
            ? DeskAnswers.WrongData(team.OnlyMember(TeamRole.Operations), [.. wrong.SelectMany(note => note.Labels).Distinct()])
            : DeskAnswers.Acted(act, changes, alerts, account, card, team, click.Teammate));
        var commit = await CommitAsync(
            repeatable ? null : new ClickRecord(click.ClickId, click.Actor, now, answer), file, account, [.. alerts.Values], changes, session, team, now,
            cancellation);
        var outcome = await store.CommitAsync(
            commit with
            {
                Values = touch is null ? [.. commit.Values, .. wrong.Select(note => note.Value)] : [.. commit.Values, touch],
                New = touch is null ? FirstSights.None : SaidFacts.Touched,
            },
            cancellation);
        return outcome switch
        {
            CommitOutcome.Stored => answer with { Shown = commit.Cards.FirstOrDefault(change => change.Card.Key == target.CardKey)?.Desired },
            CommitOutcome.Repeated repeated => repeated.Answer,
            _ => null,
        };
    }

    /// <summary>What the alerts rest on is left out from the same moment on.</summary>
    private async Task<IReadOnlyList<LeftOutNote>> WrongAsync(List<AlertChange> changes, string by, CancellationToken cancellation)
    {
        var notes = new List<LeftOutNote>();
        foreach (var change in changes)
        {
            if (await leftOut.NoteAsync(change.Transition.After.Key, by, cancellation) is { } note)
                notes.Add(note);
        }

        return notes;
    }

    /// <summary>The steps of a playbook are those of the alert it is for.</summary>
    private static AlertAct Filled(AlertAct act, StoredAlert stored) =>
        act is AlertAct.StartPlaybook ? new AlertAct.StartPlaybook(stored.Text.Steps, stored.Text.DueOn) : act;

    private async Task<AlertCommit> CommitAsync(
        ClickRecord? click, AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, List<AlertChange> changes,
        IFactSession session, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var round = await rounds.BeginActAsync(team, now, cancellation);
        var accountTeam = round.AsksForTeam(alerts) ? await session.AccountTeamAsync(file.AccountId, cancellation) : [];
        var plan = round.Plan(file, account, alerts, await tellings.OfAccountsAsync([file.AccountId], cancellation), accountTeam);
        var steps = round.Steps(file, account, alerts, changes, plan.Cards);
        return new AlertCommit
        {
            At = now,
            Alerts = changes,
            Cards = round.Compose(file, account, alerts, plan.Cards),
            Tellings = plan.Tellings,
            Posts =
            [
                .. round.Lines(file, account, alerts, changes, plan.Cards),
                .. steps.Posts,
                .. changes.Select(change => WrongData(change.Transition, account, team, round)).OfType<Post>(),
            ],
            Edits = steps.Edits,
            Click = click,
        };
    }

    /// <summary>A wrong number is a task for whoever minds the data.</summary>
    private static Post? WrongData(Transition transition, AccountSnapshot account, TeamDirectory team, CardRound round)
    {
        if (transition.Reason != AlertReasons.WrongData || team.OnlyMember(TeamRole.Operations) is not { } operations)
            return null;
        var key = transition.After.Key;
        string note = transition.After.Status.Note is { } text ? CardWords.Separator + text : "";
        string by = team.Of(transition.After.Status.ResolvedBy ?? "").Name;
        var message = DeskAnswers.Say($"{by} says that data of {account.Name} is wrong{note}") with { Tone = Tone.Data };
        return round.Say(
            $"wrong-data/{key.AccountId}/{key.Trigger}/{key.SubjectKind}/{key.SubjectKey}/{transition.After.Episode}", key.AccountId,
            operations.Email, message);
    }
}
