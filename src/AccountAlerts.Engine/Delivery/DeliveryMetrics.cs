using System.Diagnostics.Metrics;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Instruments of the meter <c>AccountAlerts</c> about delivery.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("AccountAlerts");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "accountalerts.delivery.attempts", description: "Attempts to show a message, by platform and outcome.");

    private static readonly Counter<long> Doubled = Meter.CreateCounter<long>(
        "accountalerts.delivery.doubled_possible", description: "Messages that may have been shown twice, by platform.");

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>(
        "accountalerts.delivery.delay", "s", "From the claim of a message to the end of its call, by platform.");

    private static volatile Sample _sample = new([], 0, 0, 0);

    static DeliveryMetrics()
    {
        Meter.CreateObservableGauge("accountalerts.delivery.queue", () => Queues(queue => (double)queue.Pending), description: "Messages that wait, by platform.");
        Meter.CreateObservableGauge(
            "accountalerts.delivery.queue_age", () => Queues(queue => queue.Oldest?.TotalSeconds ?? 0), "s",
            "How long the oldest message that could go out has been waiting, by platform.");
        Meter.CreateObservableGauge("accountalerts.delivery.dead", () => (long)_sample.Dead, description: "Messages refused for good.");
        Meter.CreateObservableGauge("accountalerts.delivery.broken", () => (long)_sample.Broken, description: "Destinations that take nothing.");
        Meter.CreateObservableGauge(
            "accountalerts.delivery.findings", () => (long)_sample.Findings, description: "What the auditor found: due and not sent.");
    }

    public static void Count(string platform, string outcome) => Attempts.Add(1, Tag("platform", platform), Tag("outcome", outcome));

    public static void PerhapsDoubled(string platform) => Doubled.Add(1, Tag("platform", platform));

    public static void Took(string platform, TimeSpan time) => Delay.Record(time.TotalSeconds, Tag("platform", platform));

    /// <summary>Gauges show the latest sample; the auditor takes one at each look.</summary>
    public static void Look(IReadOnlyList<QueueState> queues, int dead, int broken, int findings) => _sample = new Sample(queues, dead, broken, findings);

    private static IEnumerable<Measurement<double>> Queues(Func<QueueState, double> value) =>
        _sample.Queues.Select(queue => new Measurement<double>(value(queue), Tag("platform", queue.Platform)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private sealed record Sample(IReadOnlyList<QueueState> Queues, int Dead, int Broken, int Findings);
}
