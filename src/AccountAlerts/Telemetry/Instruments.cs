using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AccountAlerts.Telemetry;

/// <summary>What the service measures of itself; costs next to nothing while nobody listens.</summary>
public static class Instruments
{
    public const string Name = "AccountAlerts";

    public static ActivitySource Traces { get; } = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Seconds that one evaluation of all accounts took.</summary>
    public static Histogram<double> EvaluationSeconds { get; } = Meter.CreateHistogram<double>("accountalerts.evaluation.duration", "s");

    /// <summary>Alerts that opened, changed or closed.</summary>
    public static Counter<long> AlertsChanged { get; } = Meter.CreateCounter<long>("accountalerts.alerts.changed");

    /// <summary>Rows taken from sources; tagged with the source and whether they were rejected.</summary>
    public static Counter<long> Rows { get; } = Meter.CreateCounter<long>("accountalerts.ingestion.rows");

    /// <summary>Polls of a source that failed.</summary>
    public static Counter<long> PollsFailed { get; } = Meter.CreateCounter<long>("accountalerts.ingestion.failures");
}
