namespace AccountAlerts.Domain.Accounts;

/// <summary>The latest value of a gauge: the sum of that day's rows.</summary>
internal readonly record struct GaugeLevel(int Day, double Value)
{
    public static GaugeLevel None { get; } = new(UsageDigest.Never, 0);

    public GaugeLevel With(int day, double value) => day > Day ? new GaugeLevel(day, value) : day == Day ? new GaugeLevel(day, Value + value) : this;
}
