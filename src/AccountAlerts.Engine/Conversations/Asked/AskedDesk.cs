using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations.Asked;

/// <summary>Answers questions: about one account for whoever may see it, about many only with those that the asker may see.</summary>
public sealed class AskedDesk(
    AccountAccess access, BriefAnswers briefs, PeopleAnswers people, PortfolioAnswers portfolios, ConditionAnswers conditions)
{
    internal Task<Message> AnswerAsync(Question question, string asker, IFactSession session, TeamDirectory team, CancellationToken cancellation) => question switch
    {
        Question.Brief brief => AboutAsync(brief.Account, id => $"brief {id}", "brief acme", asker, session, briefs.OfAsync, cancellation),
        Question.People all => AboutAsync(all.Account, id => $"people {id}", "people acme", asker, session, people.ListAsync, cancellation),
        Question.Person person => PersonAsync(person.Words, asker, session, cancellation),
        Question.Portfolio portfolio => portfolios.OfAsync(portfolio.Whose, asker, team, cancellation),
        Question.Renewals renewals => portfolios.RenewalsAsync(renewals.Span, renewals.Whose, asker, team, cancellation),
        Question.Listing listing => conditions.OfAsync(listing.Condition, asker, team, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "A question without an answer."),
    };

    private async Task<Message> AboutAsync(
        string typed, Func<string, string> again, string example, string asker, IFactSession session, Func<int, CancellationToken, Task<Message?>> answer,
        CancellationToken cancellation)
    {
        if (typed.Length == 0)
            return DeskAnswers.Say($"Please say which account: {example}.");
        var match = AccountNames.Find(typed, await session.AccountsAsync(cancellation));
        if (match is not NameMatch.One { Account: var account })
            return DeskAnswers.Choose(typed, again, match);
        if (!await access.MayAsync(asker, account.Id, session, cancellation))
            return DeskAnswers.AskOperations();
        return await answer(account.Id, cancellation) ?? DeskAnswers.Say($"Nothing is known of {account.Name} yet.");
    }

    /// <summary>The longest beginning that names one account is the account; the rest is the person.</summary>
    private async Task<Message> PersonAsync(string words, string asker, IFactSession session, CancellationToken cancellation)
    {
        string[] said = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var accounts = await session.AccountsAsync(cancellation);
        NameMatch? unclear = null;
        for (int split = said.Length - 1; split > 0; split--)
        {
            string first = string.Join(' ', said[..split]), rest = string.Join(' ', said[split..]);
            var match = AccountNames.Find(first, accounts);
            if (match is NameMatch.One)
                return await AboutAsync(first, id => $"person {id} {rest}", "", asker, session, (id, token) => people.OneAsync(id, rest, token), cancellation);
            unclear = match is NameMatch.Several || unclear is null ? match : unclear;
            if (match is NameMatch.Several)
                return DeskAnswers.Choose(first, id => $"person {id} {rest}", match);
        }

        return said.Length < 2 || unclear is null
            ? DeskAnswers.Say("Please say which account and who: person acme ines.")
            : DeskAnswers.Choose(said[0], id => $"person {id} {string.Join(' ', said[1..])}", unclear);
    }
}
