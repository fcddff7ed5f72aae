namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Clock</c>.</summary>
public sealed class ClockSettings
{
    /// <summary>The instant at which the product's clock starts to run, UTC; for demos, loads of old data and tests. Default: the real time.</summary>
    public DateTimeOffset? Now { get; set; }
}
