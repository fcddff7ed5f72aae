using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Rendering;

/// <summary>The course of a score as Slack's own line chart.</summary>
internal static class SlackChartDrawing
{
    /// <summary>Slack refuses more points in a series, and needs every category in it.</summary>
    private const int MostPoints = 20;

    /// <summary>Two points make a line; a series may have no gap, so only days with a score are drawn.</summary>
    public static bool IsDrawable(IReadOnlyList<CoursePoint> course) => course.Count(point => point.Score is not null) is >= 2 and <= MostPoints;

    public static DataVisualizationBlock Of(IReadOnlyList<CoursePoint> course)
    {
        ChartPoint[] points =
        [
            .. course.Where(point => point.Score is not null)
                .Select(point => new ChartPoint(point.Day.ToString("d MMM", CultureInfo.InvariantCulture), point.Score!.Value)),
        ];
        return new DataVisualizationBlock(
            "Health, last eight weeks", new SlackChart("line", [new ChartSeries("Health", points)], new AxisConfig([.. points.Select(point => point.Label)])));
    }
}
