using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Tuning;
using NodaTime;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers what teammates type.</summary>
public sealed class CommandDesk(
    IAlertReader reader, IAlertStore store, IFactReader facts, IAccountAnswers answers, AccountAccess access, ActDesk acts, IPrecision precision,
    TypedActs typed, SaidDesk said, Asked.AskedDesk asked, IProductValues values, TimeProvider clock)
{
    private const int MostListed = 100;
    private const int MostEvents = 60;

    /// <summary>How far back answers count for precision.</summary>
    private const int PrecisionDays = 90;

    public async Task<Answer> AnswerAsync(CommandLine command, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        if (team.All.Count > 0 && !team.Knows(command.Teammate))
            return new Answer(DeskAnswers.AskOperations());
        var parsed = CommandParser.Parse(command.Text);
        return parsed switch
        {
            Command.Back or Command.Away or Command.Digest or Command.Home or Command.Open => await typed.AnswerAsync(parsed, command, team, cancellation),
            Command.Mine or Command.Alerts or Command.Queue or Command.Muted or Command.Precision =>
                new Answer(await ListAsync(parsed, command.Teammate, session, team, cancellation)),
            Asked.Question question => new Answer(await asked.AnswerAsync(question, command.Teammate, session, team, cancellation)),
            Command.Define define => new Answer(DefineAnswers.Of(define.Word)),
            Command.Help => new Answer(DeskAnswers.Help()),
            _ => await AboutAsync(parsed, command, session, team, cancellation),
        };
    }

    private async Task<Message> ListAsync(Command command, string asker, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        var sight = await access.SightAsync(asker, session, team, cancellation);
        switch (command)
        {
            case Command.Mine:
                return DeskAnswers.List(
                    "Yours", "Nothing of yours needs you right now.", sight.Filter(await reader.OfTeammateAsync(asker, cancellation)), asker, team);
            case Command.Alerts:
                return DeskAnswers.List("Open now", "Nothing is open.", sight.Filter(await reader.LiveAsync(MostListed, cancellation)), asker, team);
            case Command.Queue:
                return ListAnswers.Queue(sight.Filter(await reader.UnclaimedAsync(MostListed, cancellation)), team);
            case Command.Muted:
                var now = clock.GetUtcNow();
                var muted = await reader.MutedAsync(MostListed, cancellation);
                return ListAnswers.Muted(
                    sight.Filter([.. muted.Where(listed => !(listed.Stored.Alert.Status.Hold?.Until <= now))]),
                    await QuietAsync(asker, session, team, now, cancellation), asker, team);
            default:
                // How alerts do is the business of who answers for them; of single people it says nothing.
                return team.Of(asker).Role is TeamRole.Manager or TeamRole.Executive or TeamRole.Operations
                    ? ListAnswers.Precision(await precision.SinceAsync(clock.GetUtcNow().AddDays(-PrecisionDays), cancellation), PrecisionDays)
                    : DeskAnswers.Say("This is for managers and operations.");
        }
    }

    private async Task<IReadOnlyList<MessageRow>> QuietAsync(string asker, IFactSession session, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = new List<MessageRow>();
        foreach (var (account, until) in (await AccountMutes.LoadAsync(values, cancellation)).All(now).Take(MostListed))
        {
            if (await access.MayAsync(asker, account, session, cancellation) && await session.ReadAsync([account], cancellation) is [var known, ..])
                rows.Add(QuietRules.Row(known, until, asker, team));
        }

        return rows;
    }

    private async Task<Answer> AboutAsync(
        Command command, CommandLine line, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        var accounts = await session.AccountsAsync(cancellation);
        if (command is SaidCommand.OfPerson person)
            command = PeopleNames.Parted(person, accounts);
        var (typedName, again) = TypedActs.Account(command);
        var match = AccountNames.Find(typedName, accounts);
        if (match is not NameMatch.One { Account: var account })
            return new Answer(DeskAnswers.Choose(typedName, again, match));
        if (!await access.MayAsync(line.Teammate, account.Id, session, cancellation))
            return new Answer(DeskAnswers.AskOperations());
        if (command is SaidCommand saying)
            return await said.AnswerAsync(saying, line, account, session, team, cancellation);

        var message = command switch
        {
            Command.Why why => await answers.WhyAsync(account.Id, null, why.SinceDays, cancellation),
            Command.Summary => await answers.SummaryAsync(account.Id, cancellation),
            Command.History => await HistoryAsync(account, line.Teammate, session, team, cancellation),
            _ => null,
        };
        if (message is not null)
            return new Answer(message);
        if (command is Command.Why or Command.Summary)
            return new Answer(DeskAnswers.Say($"Nothing is known of {account.Name} yet."));

        var file = (await store.ReadAsync([account.Id], cancellation))[0];
        if (!file.Alerts.Any(stored => stored.Alert.IsLive))
            return new Answer(DeskAnswers.Say($"Nothing is open at {account.Name}."));
        var (click, problem) = TypedActs.AsClick(command, line, team, clock.GetUtcNow());
        return click is null
            ? new Answer(DeskAnswers.Say(problem))
            : await acts.ActAsync(click, new ActTarget(null, account.Id, (file, _) => Live(file)), repeatable: true, cancellation);
    }

    private async Task<Message> HistoryAsync(AccountRef account, string asker, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        var trail = await reader.TrailAsync(account.Id, MostEvents, cancellation);
        var alerts = await reader.OfAccountAsync(account.Id, MostListed, cancellation);
        var said = await session.ReadAsync([account.Id], cancellation) is [var facts, ..] ? facts.Said : [];
        return ListAnswers.History(account.Name, trail, alerts, said, asker, team);
    }

    /// <summary>What was typed is about everything that is open there; about what was there before only if there is nothing else.</summary>
    private static IEnumerable<CardCause> Live(AccountFile file)
    {
        Alert[] live = [.. file.Alerts.Select(stored => stored.Alert).Where(alert => alert.IsLive && alert.Kind != TriggerKind.Data)];
        Alert[] told = [.. live.Where(alert => alert.State != AlertState.Standing)];
        return (told.Length > 0 ? told : live).Select((alert, index) => new CardCause(index + 1, alert.Key, alert.Episode, 1));
    }
}
