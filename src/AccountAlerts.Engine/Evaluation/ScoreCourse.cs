using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Works the course of scores out from facts: nine weekly points, the last one on the day itself; and why it moved in four weeks.</summary>
public sealed class ScoreCourse(IFactReader reader, EvaluatorFactory evaluators) : IScoreCourse
{
    private const int Points = 9;
    private const int StepDays = 7;
    private const int ChunkSize = 128;

    public async Task<IScoreStories> BeginAsync(DateOnly asOf, CancellationToken cancellation)
    {
        DateOnly[] days = Days(asOf, Points, StepDays);
        await using IFactSession session = await reader.OpenAsync(cancellation);
        return new Stories(reader, await evaluators.CreateForScoresAsync(session, days, cancellation), days);
    }

    internal static DateOnly[] Days(DateOnly asOf, int points, int stepDays) =>
        [.. Enumerable.Range(0, points).Select(i => asOf.AddDays(-stepDays * (points - 1 - i)))];

    internal static IReadOnlyList<CoursePoint> Of(AccountEvaluator evaluator, AccountFacts facts, IEnumerable<DateOnly> days) =>
        [.. days.Select(day => new CoursePoint(day, ScoreOf(evaluator.View(facts, day))))];

    private static ScoreMove? MoveOf(AccountEvaluator evaluator, AccountFacts facts, DateOnly asOf)
    {
        var from = evaluator.View(facts, asOf.AddDays(-ScoreMove.Days));
        var change = from.Exists ? ChangeExplainer.Explain(from, evaluator.View(facts, asOf)) : null;
        return change?.Change is { } points
            ? new ScoreMove(from.AsOf, points, [.. change.Causes.Select(cause => WhyMessage.Line(cause, facts.Profile.Currency))])
            {
                Parts = [.. change.Causes.Select(cause => new MovedPart(cause.Evidence[0].Signal, cause.Exact, cause.Part == CausePart.Behaviour))],
            }
            : null;
    }

    private static int? ScoreOf(AccountView view) => view.Exists ? view.WholeScore : null;

    private sealed class Stories(IFactReader reader, AccountEvaluator evaluator, DateOnly[] days) : IScoreStories
    {
        public async Task<IReadOnlyDictionary<int, ScoreStory>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(accountIds);
            var stories = new Dictionary<int, ScoreStory>(accountIds.Count);
            await using IFactSession session = await reader.OpenAsync(cancellation);
            foreach (int[] chunk in accountIds.Chunk(ChunkSize))
            {
                foreach (AccountFacts facts in await session.ReadAsync(chunk, cancellation))
                    stories[facts.Id] = new ScoreStory(Of(evaluator, facts, days), MoveOf(evaluator, facts, days[^1]));
            }

            return stories;
        }
    }
}
