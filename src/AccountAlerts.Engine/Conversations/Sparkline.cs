namespace AccountAlerts.Engine.Conversations;

/// <summary>A course of scores as text, for places without charts.</summary>
public static class Sparkline
{
    private const string Steps = "▁▂▃▄▅▆▇█";

    /// <returns>One character a point, a dot where there was no score; empty without any score.</returns>
    public static string Of(IReadOnlyList<CoursePoint> course) => course.Any(point => point.Score is not null)
        ? string.Concat(course.Select(point => point.Score is { } score ? Steps[Math.Clamp(score * Steps.Length / 101, 0, Steps.Length - 1)] : '·'))
        : "";
}
