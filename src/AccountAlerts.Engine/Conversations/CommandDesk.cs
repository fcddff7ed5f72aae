using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers what teammates type.</summary>
public sealed class CommandDesk(IAlertReader reader, IFactReader facts, IAccountAnswers answers, AccountAccess access)
{
    private const int MostListed = 100;

    public async Task<Answer> AnswerAsync(CommandLine command, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = new TeamDirectory(await session.TeamAsync(cancellation));
        string asker = command.Teammate;
        switch (CommandParser.Parse(command.Text))
        {
            case Command.Mine:
                return new Answer(DeskAnswers.List(
                    "Yours", "Nothing of yours needs you right now.",
                    access.Filter(await reader.OfTeammateAsync(asker, cancellation), asker, team), asker, team));
            case Command.Alerts:
                return new Answer(DeskAnswers.List(
                    "Open now", "Nothing is open.", access.Filter(await reader.LiveAsync(MostListed, cancellation), asker, team), asker, team));
            case Command.Why why:
                return new Answer(await AboutAsync(
                    session, asker, why.Account, id => $"why {id}", id => answers.WhyAsync(id, null, why.SinceDays, cancellation), cancellation));
            case Command.Summary summary:
                return new Answer(await AboutAsync(
                    session, asker, summary.Account, id => id, id => answers.SummaryAsync(id, cancellation), cancellation));
            default:
                return new Answer(DeskAnswers.Help());
        }
    }

    /// <param name="command">The same command once the account is chosen.</param>
    private async Task<Message> AboutAsync(
        IFactSession session, string asker, string typed, Func<string, string> command, Func<int, Task<Message?>> answer, CancellationToken cancellation)
    {
        var match = AccountNames.Find(typed, await session.AccountsAsync(cancellation));
        if (match is not NameMatch.One one)
            return DeskAnswers.Choose(typed, command, match);
        return await access.MayAsync(asker, one.Account.Id, cancellation)
            ? await answer(one.Account.Id) ?? DeskAnswers.Say($"Nothing is known of {one.Account.Name} yet.")
            : DeskAnswers.AskOperations();
    }
}
