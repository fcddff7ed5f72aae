using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Asked;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>Portfolios and renewals in a chat.</summary>
public sealed class PortfolioAnswers(Portfolios.Portfolios portfolios, ProductLinks links)
{
    public Task<Message> OfAsync(string? whose, string asker, TeamDirectory team, CancellationToken cancellation) =>
        AnswerAsync(whose, "portfolio ", asker, team, portfolio => PortfolioMessage.Of(portfolio, links), cancellation);

    public Task<Message> RenewalsAsync(RenewalSpan span, string? whose, string asker, TeamDirectory team, CancellationToken cancellation) => AnswerAsync(
        whose, $"renewals {Typed(span)} for ", asker, team, portfolio => PortfolioMessage.Renewals(portfolio, span.InWords, span.On(portfolio.Day), links), cancellation);

    private async Task<Message> AnswerAsync(
        string? whose, string again, string asker, TeamDirectory team, Func<Portfolio, Message> words, CancellationToken cancellation) =>
        await portfolios.FindAsync(whose, asker, team, course: false, cancellation) switch
        {
            PortfolioFinding.Found found => words(found.Portfolio),
            PortfolioFinding.Choose { Which: var which } => DeskAnswers.Say(which.Text) with
            {
                Buttons = [.. which.Teammates.Select(mate => new Button(Actions.Command, mate.Name, again + mate.Email))],
            },
            PortfolioFinding.Refused => DeskAnswers.AskOperations(),
            _ => DeskAnswers.Say("Nothing was worked out yet. It takes a moment after the first import."),
        };

    private static string Typed(RenewalSpan span) =>
        span.Unit is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"in {span.Days} days") : span.InWords;
}
