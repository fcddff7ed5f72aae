using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>One end of an explanation.</summary>
public sealed record ScoredDay(DateOnly At, HealthResult Health);

/// <summary>Why an account's score is what it is, and why it changed. Everything in it is arithmetic over stored facts.</summary>
/// <param name="Level">The points missing to 100, largest first; whole points sum to 100 less the score.</param>
/// <param name="WayBack">The smallest set of changes into the next band; null in the best band and without a score.</param>
/// <param name="Freshness">How far the facts reach: "usage to 3 Jun"; "no survey, no invoices".</param>
public sealed record ScoreExplanation(
    AccountRef Account, ScoredDay From, ScoredDay To, ChangeExplanation Change, IReadOnlyList<LevelLine> Level, WayBackPlan? WayBack,
    string? Currency, string Freshness);

/// <summary>Works out explanations of single accounts, from facts, as of any day.</summary>
public sealed class ScoreExplainer(IFactReader reader, EvaluatorFactory evaluators)
{
    public DateOnly Today => evaluators.Today;

    /// <returns>Null if there is no such account.</returns>
    public async Task<ScoreExplanation?> WhyAsync(AccountRef account, DateOnly asOf, int sinceDays, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        DateOnly since = asOf.AddDays(-sinceDays);
        await using IFactSession session = await reader.OpenAsync(cancellation);
        if (await FactsAsync(session, account.Id, cancellation) is not { } facts)
            return null;

        AccountEvaluator evaluator = await evaluators.CreateAsync(session, [asOf, since], cancellation);
        AccountView from = evaluator.View(facts, since);
        AccountView to = evaluator.View(facts, asOf);
        return new ScoreExplanation(
            account, new ScoredDay(since, from.Health), new ScoredDay(asOf, to.Health), ChangeExplainer.Explain(from, to),
            LevelExplainer.Explain(to.Health), to.HealthModel is { } model ? WayBack.Find(to.Health, model) : null,
            facts.Profile.Currency, FreshnessText.Of(to));
    }

    /// <summary>The score on every <paramref name="stepDays"/>th day up to <paramref name="asOf"/>, ascending; null where there was none.</summary>
    public async Task<IReadOnlyList<CoursePoint>> CourseAsync(
        int accountId, DateOnly asOf, int points, int stepDays, CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        if (await FactsAsync(session, accountId, cancellation) is not { } facts)
            return [];

        DateOnly[] days = [.. Enumerable.Range(0, points).Select(i => asOf.AddDays(-stepDays * (points - 1 - i)))];
        AccountEvaluator evaluator = await evaluators.CreateAsync(session, days, cancellation);
        return [.. days.Select(day => new CoursePoint(day, ScoreOn(evaluator.View(facts, day))))];
    }

    private static int? ScoreOn(AccountView view) => view.Exists ? view.Health.Score : null;

    private static async Task<AccountFacts?> FactsAsync(IFactSession session, int accountId, CancellationToken cancellation) =>
        await session.ReadAsync([accountId], cancellation) is [var facts, ..] ? facts : null;
}
