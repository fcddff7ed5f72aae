using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Takes clicks and commands from any platform: acts on alerts, answers questions.</summary>
public sealed class ConversationDesk(
    IAlertStore store, IAlertReader reader, IFactReader facts, IAccountAnswers answers, CardRounds rounds, ITellings tellings, TimeProvider clock)
    : IConversationDesk
{
    /// <summary>How often an evaluation or another click may get in between.</summary>
    private const int Attempts = 5;

    private const int MostListed = 100;

    public async Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        if (click.Action == Actions.Command)
            return await CommandAsync(new CommandLine(click.Actor, click.Teammate, click.Conversation, click.Value), cancellation);
        if (CardHandle.Parse(click.Value) is not { } handle || await store.FindCardAsync(handle.Key, cancellation) is not { } card)
            return new Answer(DeskAnswers.Say("This message is not known any more."));
        if (click.Action == Actions.Why)
        {
            var said = (await store.ReadAsync([card.AccountId], cancellation))[0].Snapshot;
            return new Answer((said is null ? null : await answers.WhyCardAsync(said, cancellation))
                ?? DeskAnswers.Say("Nothing is known of this account any more."));
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.AnsweredAsync(click.ClickId, cancellation) is { } earlier)
                return earlier;
            if (await ActAsync(click, handle, cancellation) is { } answer)
                return answer;
        }

        return new Answer(DeskAnswers.Say("Too much is happening to this message right now. Please try again."));
    }

    public async Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        switch (CommandParser.Parse(command.Text))
        {
            case Command.Mine:
                return new Answer(DeskAnswers.List(
                    "Yours", "Nothing of yours needs you right now.", await reader.OfTeammateAsync(command.Teammate, cancellation), command.Teammate,
                    new TeamDirectory(await session.TeamAsync(cancellation))));
            case Command.Alerts:
                return new Answer(DeskAnswers.List(
                    "Open now", "Nothing is open.", await reader.LiveAsync(MostListed, cancellation), command.Teammate,
                    new TeamDirectory(await session.TeamAsync(cancellation))));
            case Command.Why why:
                return new Answer(await AboutAsync(
                    session, why.Account, "why", id => answers.WhyAsync(id, null, why.SinceDays, cancellation), cancellation));
            case Command.Summary summary:
                return new Answer(await AboutAsync(session, summary.Account, "", id => answers.SummaryAsync(id, cancellation), cancellation));
            default:
                return new Answer(DeskAnswers.Help());
        }
    }

    private static async Task<Message> AboutAsync(
        IFactSession session, string typed, string command, Func<int, Task<Message?>> answer, CancellationToken cancellation)
    {
        var match = AccountNames.Find(typed, await session.AccountsAsync(cancellation));
        return match is NameMatch.One one
            ? await answer(one.Account.Id) ?? DeskAnswers.Say($"Nothing is known of {one.Account.Name} yet.")
            : DeskAnswers.Choose(typed, command, match);
    }

    /// <returns>Null if something changed meanwhile: look again.</returns>
    private async Task<Answer?> ActAsync(Click click, CardHandle handle, CancellationToken cancellation)
    {
        var card = await store.FindCardAsync(handle.Key, cancellation);
        if (card is null)
            return new Answer(DeskAnswers.Say("This message is not known any more."));
        var file = (await store.ReadAsync([card.AccountId], cancellation))[0];
        if (file.Snapshot is not { } account)
            return new Answer(DeskAnswers.Say("Nothing is known of this account any more."));
        if (card.Phase == CardPhase.Superseded)
            return new Answer(DeskAnswers.Say($"There is a newer message about {account.Name}. Please use its buttons."));

        await using var session = await facts.OpenAsync(cancellation);
        var team = new TeamDirectory(await session.TeamAsync(cancellation));
        var now = clock.GetUtcNow();
        var read = CardActReader.Read(click, account, team, now);
        if (read.Act is not { } act)
            return new Answer(DeskAnswers.Say(read.Problem ?? "This button is not known any more."));

        var alerts = file.Alerts.ToDictionary(stored => stored.Alert.Key);
        var actor = new Actor(click.Actor, click.Teammate.ToLowerInvariant());
        var changes = new List<AlertChange>();
        Message? unchanged = null;
        foreach (var cause in card.Causes.Where(cause => cause.FromRevision <= handle.Revision && (read.Cause is null || read.Cause == cause.Number)))
        {
            // Another episode is another story: the button does not speak of it.
            if (!alerts.TryGetValue(cause.Alert, out var stored) || stored.Alert.Episode != cause.Episode)
                continue;
            switch (AlertActs.Act(stored.Alert, act, actor, account.Score, now))
            {
                case Decision.Change { Transition: var transition }:
                    changes.Add(new AlertChange(transition, null));
                    alerts[cause.Alert] = stored with { Alert = transition.After };
                    break;
                case Decision.Nothing nothing when stored.Alert.IsLive || card.Phase == CardPhase.Closed:
                    unchanged = DeskAnswers.Unchanged(nothing.Why, stored.Alert, actor.Email, team);
                    break;
            }
        }

        if (changes.Count == 0)
            return new Answer(unchanged ?? (card.Phase == CardPhase.Closed ? DeskAnswers.Say("Already over.") : null));

        var answer = new Answer(act is AlertAct.WrongData ? DeskAnswers.WrongData(team.OnlyMember(TeamRole.Operations)) : null);
        var outcome = await store.CommitAsync(
            await CommitAsync(click, answer, file, account, [.. alerts.Values], changes, session, team, now, cancellation), cancellation);
        return outcome switch
        {
            CommitOutcome.Stored => answer,
            CommitOutcome.Repeated repeated => repeated.Answer,
            _ => null,
        };
    }

    private async Task<AlertCommit> CommitAsync(
        Click click, Answer answer, AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, List<AlertChange> changes,
        IFactSession session, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var round = await rounds.BeginActAsync(team, now, cancellation);
        var accountTeam = round.AsksForTeam(alerts) ? await session.AccountTeamAsync(file.AccountId, cancellation) : [];
        var plan = round.Plan(file, account, alerts, await tellings.OfAccountsAsync([file.AccountId], cancellation), accountTeam);
        return new AlertCommit
        {
            At = now,
            Alerts = changes,
            Cards = round.Compose(file, account, alerts, plan.Cards),
            Tellings = plan.Tellings,
            Posts = [.. changes.Select(change => WrongData(change.Transition, account, team, round)).OfType<Post>()],
            Click = new ClickRecord(click.ClickId, click.Actor, now, answer),
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
