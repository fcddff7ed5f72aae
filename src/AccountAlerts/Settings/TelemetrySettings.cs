namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Telemetry</c>.</summary>
public sealed class TelemetrySettings
{
    /// <summary>OTLP endpoint for metrics and traces (gRPC), such as <c>http://localhost:4317</c>. Default: none, nothing is collected.</summary>
    public Uri? Endpoint { get; set; }
}
