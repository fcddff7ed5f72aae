using System.Globalization;
using System.Text;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Inbox;

/// <summary>A course of scores as a line in a box of 100 by 100, score 100 at the top; days without a score leave a gap.</summary>
public sealed class CourseLine
{
    private const int MostTicks = 5;

    private readonly IReadOnlyList<CoursePoint> points;

    private readonly IReadOnlyList<DateOnly> marks;

    private CourseLine(IReadOnlyList<CoursePoint> points, IReadOnlyList<DateOnly> marks)
    {
        this.points = points;
        this.marks = points.Count == 0 ? [] : [.. marks.Where(day => day > points[0].Day && day <= points[^1].Day)];
    }

    public static CourseLine Of(IReadOnlyList<CoursePoint> points) => new(points, []);

    /// <param name="marks">Days on which the model behind the score changed.</param>
    public static CourseLine Of(IReadOnlyList<CoursePoint> points, IReadOnlyList<DateOnly> marks) => new(points, marks);

    /// <summary>An upright line for each day on which the model changed, with what it means.</summary>
    public IReadOnlyList<(string Path, string Label)> Marks => [.. marks.Select(day => ($"M{X(day)} 0 V100", Changed(day)))];

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
        [.. points.Select((point, i) => (IReadOnlyList<string>)[Looks.Day(point.Day), ScoreOf(point) + Since(i)]).Reverse()];

    /// <summary>What somebody who does not see the line is told.</summary>
    public string InWords
    {
        get
        {
            CoursePoint[] scored = [.. points.Where(point => point.Score is not null)];
            int low = scored.Min(point => point.Score ?? 0);
            int high = scored.Max(point => point.Score ?? 0);
            string course = $"Score from {scored[0].Score} on {Looks.Day(scored[0].Day)} to {scored[^1].Score} on {Looks.Day(scored[^1].Day)}, between {low} and {high}.";
            return string.Join(' ', marks.Select(day => $"{Changed(day)}.").Prepend(course));
        }
    }

    private static string Changed(DateOnly day) => $"The model changed on {Looks.Day(day)}";

    private static string ScoreOf(CoursePoint point) => point.Score?.ToString(CultureInfo.InvariantCulture) ?? "No score";

    /// <summary>A change between the point before and this one is told with this one, the first that it counts for.</summary>
    private string Since(int point) => string.Concat(
        marks.Where(day => point > 0 && day > points[point - 1].Day && day <= points[point].Day).Select(day => $" ({char.ToLowerInvariant(Changed(day)[0])}{Changed(day)[1..]})"));

    private string X(DateOnly day)
    {
        int first = points[0].Day.DayNumber;
        int span = Math.Max(1, points[^1].Day.DayNumber - first);
        return Short(100.0 * (day.DayNumber - first) / span);
    }

    private static string Y(int score) => Short(100 - score);

    private static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
