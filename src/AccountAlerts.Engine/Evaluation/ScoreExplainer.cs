using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Fleet;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Why an account's score is what it is, and why it changed. Everything in it is arithmetic over stored facts.</summary>
/// <param name="To">The account on the day that is explained.</param>
/// <param name="From">The account on the day that it is compared with.</param>
/// <param name="Level">The points missing to 100, largest first; whole points sum to 100 less the score.</param>
public sealed record ScoreExplanation(AccountView To, AccountView From, ChangeExplanation Change, IReadOnlyList<LevelLine> Level)
{
    /// <summary>The smallest set of changes into the next band; null in the best band and without a score.</summary>
    public WayBackPlan? WayBack { get; init; }

    /// <summary>Weekly scores up to the day, ascending.</summary>
    public IReadOnlyList<CoursePoint> Course { get; init; } = [];

    /// <summary>On which days, within what is explained and the course before it, the model that judges the account changed.</summary>
    public IReadOnlyList<DateOnly> ModelChanges { get; init; } = [];

    /// <summary>How the account does together with those below it; null where there are none.</summary>
    public GroupHealth? Group { get; init; }

    public string? Currency => To.Facts.Profile.Currency;
}

/// <summary>Works out explanations of single accounts, from facts, as of any day.</summary>
/// <param name="groups">Null where no account is part of another.</param>
public sealed class ScoreExplainer(IFactReader reader, EvaluatorFactory evaluators, AccountGroups? groups = null)
{
    public DateOnly Today => evaluators.Today;

    /// <param name="points">How many points of the course, a week apart.</param>
    /// <returns>Null if there is no such account.</returns>
    public async Task<ScoreExplanation?> WhyAsync(int accountId, DateOnly asOf, int sinceDays, int points, CancellationToken cancellation)
    {
        DateOnly since = asOf.AddDays(-sinceDays);
        DateOnly[] course = ScoreCourse.Days(asOf, points, 7);
        await using IFactSession session = await reader.OpenAsync(cancellation);
        if (await session.ReadAsync([accountId], cancellation) is not [var facts, ..])
            return null;

        AccountEvaluator evaluator = await evaluators.CreateForScoresAsync(session, [asOf, since, .. course], cancellation);
        AccountView from = evaluator.View(facts, since);
        AccountView to = evaluator.View(facts, asOf);
        return new ScoreExplanation(to, from, ChangeExplainer.Explain(from, to), LevelExplainer.Explain(to.Health))
        {
            WayBack = to.HealthModel is { } model ? WayBack.Find(to.Health, model) : null,
            Course = ScoreCourse.Of(evaluator, facts, course),
            Group = groups is null ? null : await groups.OfAsync(session, evaluator, facts.Id, asOf, cancellation),
            ModelChanges = evaluator.Models.ChangesFor(facts, course[0] < since ? course[0] : since, asOf),
        };
    }
}
