using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Settings under <c>Evaluation</c>.</summary>
public sealed class EvaluationOptions
{
    /// <summary>How often everything is worked out again, besides after each import. Default 1 hour; in the demo 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A source whose last complete day is longer ago than this is stale: its signals are missing, never 0. Default 14 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromDays(14);
}
