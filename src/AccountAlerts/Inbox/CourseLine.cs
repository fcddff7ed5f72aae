using System.Globalization;
using System.Text;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Inbox;

/// <summary>A course of scores as a line in a box of 100 by 100, score 100 at the top; days without a score leave a gap.</summary>
public sealed class CourseLine
{
    private const int MostTicks = 5;

    private readonly IReadOnlyList<CoursePoint> points;

    private CourseLine(IReadOnlyList<CoursePoint> points) => this.points = points;

    public static CourseLine Of(IReadOnlyList<CoursePoint> points) => new(points);

    /// <summary>True if there is anything to draw: two days at least, and a score on one of them.</summary>
    public bool HasLine => points.Count >= 2 && points.Any(point => point.Score is not null);

    /// <summary>The latest point that has a score.</summary>
    public CoursePoint Last => points.Last(point => point.Score is not null);

    /// <summary>SVG path data.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            bool drawing = false;
            foreach (CoursePoint point in points)
            {
                if (point.Score is { } score)
                    path.Append(drawing ? " L" : " M").Append(X(point.Day)).Append(' ').Append(Y(score));
                drawing = point.Score is not null;
            }

            return path.ToString().TrimStart();
        }
    }

    /// <summary>A line of no length: drawn with a round pen it is a dot that stays round however the box is stretched.</summary>
    public string LastDot => $"M{X(Last.Day)} {Y(Last.Score ?? 0)} h0";

    /// <summary>Days for the axis, evenly spread, the first and the last among them.</summary>
    public IReadOnlyList<DateOnly> Ticks
    {
        get
        {
            int first = points[0].Day.DayNumber;
            int span = points[^1].Day.DayNumber - first;
            int count = Math.Min(MostTicks, span + 1);
            return [.. Enumerable.Range(0, count).Select(i => DateOnly.FromDayNumber(first + (count == 1 ? 0 : span * i / (count - 1))))];
        }
    }

    /// <summary>The same for a table, newest first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows =>
        [.. points.Reverse().Select(point => (IReadOnlyList<string>)[Looks.Day(point.Day), point.Score?.ToString(CultureInfo.InvariantCulture) ?? "No score"])];

    /// <summary>What somebody who does not see the line is told.</summary>
    public string InWords
    {
        get
        {
            CoursePoint[] scored = [.. points.Where(point => point.Score is not null)];
            int low = scored.Min(point => point.Score ?? 0);
            int high = scored.Max(point => point.Score ?? 0);
            return $"Score from {scored[0].Score} on {Looks.Day(scored[0].Day)} to {scored[^1].Score} on {Looks.Day(scored[^1].Day)}, between {low} and {high}.";
        }
    }

    private string X(DateOnly day)
    {
        int first = points[0].Day.DayNumber;
        int span = Math.Max(1, points[^1].Day.DayNumber - first);
        return Short(100.0 * (day.DayNumber - first) / span);
    }

    private static string Y(int score) => Short(100 - score);

    private static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
