using System.Globalization;

namespace AccountAlerts.Proofs.Mornings;

/// <summary>An instant at which somebody's clock shows the hour of the digest, and who is then told.</summary>
/// <param name="Instant">UTC.</param>
/// <param name="Told">Numbers of the teammates; nobody for an hour that has been before.</param>
internal sealed record Alarm(DateTimeOffset Instant, params int[] Told)
{
    public static Alarm At(string instant, params int[] told) =>
        new(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), told);
}

/// <summary>Days with an edge.</summary>
/// <param name="Zones">Of the teammates, in the order of their numbers.</param>
internal sealed record Morning(string Name, IReadOnlyList<string> Zones, string Hour, params Alarm[] Alarms)
{
    public static IReadOnlyList<Morning> All { get; } =
    [
        // Eight in the morning on both sides of the date line is one instant, a day apart.
        new("+13 and -11", ["Pacific/Tongatapu", "Pacific/Pago_Pago"], "08:00",
            Alarm.At("2026-06-02T19:00:00Z", 0, 1), Alarm.At("2026-06-03T19:00:00Z", 0, 1)),

        // On Friday, 24 April 2026, midnight in Cairo is followed by one o'clock: half past twelve is not on the clock, the next valid minute is.
        new("the hour that is left out", ["Africa/Cairo"], "00:30",
            Alarm.At("2026-04-23T22:00:00Z", 0), Alarm.At("2026-04-23T22:30:00Z")),

        // On Thursday, 29 October 2026, the hour before midnight comes twice: the second half past eleven is the same day's.
        new("the hour that comes twice", ["Africa/Cairo"], "23:30",
            Alarm.At("2026-10-29T20:30:00Z", 0), Alarm.At("2026-10-29T21:30:00Z")),
    ];

    public override string ToString() => Name;
}
