using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>The course of a score as the line chart of Teams.</summary>
internal static class TeamsChart
{
    private const int MostPoints = 60;

    /// <summary>Two points make a line.</summary>
    public static bool IsDrawable(IReadOnlyList<CoursePoint> course) => course.Count(point => point.Score is not null) is >= 2 and <= MostPoints;

    /// <param name="fallback">For clients without charts.</param>
    public static LineChart Of(IReadOnlyList<CoursePoint> course, CardElement fallback) => new(
        "Health, last eight weeks",
        [
            new ChartLine("Health", "categoricalBlue",
            [
                .. course.Where(point => point.Score is not null)
                    .Select(point => new ChartPoint(point.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), point.Score!.Value)),
            ]),
        ])
    {
        Fallback = fallback,
    };
}
