using System.Diagnostics.Metrics;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Counters of the meter <c>AccountAlerts</c>.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("AccountAlerts");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "accountalerts.delivery.attempts", description: "Attempts to show a message, by platform and outcome.");

    public static void Count(string platform, string outcome) =>
        Attempts.Add(1, new KeyValuePair<string, object?>("platform", platform), new KeyValuePair<string, object?>("outcome", outcome));
}
