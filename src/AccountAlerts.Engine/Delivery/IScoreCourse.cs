using AccountAlerts.Domain.Explanations;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What cards tell of scores beside today's.</summary>
public interface IScoreCourse
{
    /// <summary>Gets ready to tell of accounts up to a day, for as many as may be asked for.</summary>
    Task<IScoreStories> BeginAsync(DateOnly asOf, CancellationToken cancellation);
}

/// <summary>What cards tell of scores up to one day.</summary>
public interface IScoreStories
{
    /// <returns>By the store's key of the account; an account without a course may be left out.</returns>
    Task<IReadOnlyDictionary<int, ScoreStory>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation);
}

/// <param name="Course">Eight weeks, ascending by day.</param>
/// <param name="Move">How the score moved in the last four of them; null where either end has no score.</param>
public sealed record ScoreStory(IReadOnlyList<CoursePoint> Course, ScoreMove? Move);

/// <summary>A change of the score, told up to the day of the snapshot that holds it.</summary>
/// <param name="Causes">All of them, largest first; their points sum to <paramref name="Change"/>.</param>
public sealed record ScoreMove(DateOnly From, int Change, IReadOnlyList<CauseLine> Causes)
{
    /// <summary>How far back a change is told wherever nobody asks for another span: four weeks, so that weekdays compare with themselves.</summary>
    public const int Days = 28;

    /// <summary>The same by what the components look at; empty where an earlier version told it.</summary>
    public IReadOnlyList<MovedPart> Parts { get; init; } = [];
}
