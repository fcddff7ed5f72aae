using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The course of scores that cards draw: eight weeks, ascending by day.</summary>
public interface IScoreCourse
{
    /// <returns>By the store's key of the account; an account without a course may be left out.</returns>
    Task<IReadOnlyDictionary<int, IReadOnlyList<CoursePoint>>> ReadAsync(
        IReadOnlyCollection<int> accountIds, DateOnly asOf, CancellationToken cancellation);
}
