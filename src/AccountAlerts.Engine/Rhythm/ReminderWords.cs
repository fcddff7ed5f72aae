using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Says that something waits, and since when; never whose fault it is.</summary>
internal static class ReminderWords
{
    /// <param name="reader">Who reads it, to be called "you"; null where several do.</param>
    public static string Of(Alert alert, DateTimeOffset start, TeamDirectory team, DateTimeZone zone, string? reader)
    {
        string since = CardWords.Moment(start, zone);
        return alert.Status switch
        {
            { State: AlertState.Acknowledged, AcknowledgedBy: { } by } when by.Equals(reader, StringComparison.OrdinalIgnoreCase) =>
                $"You are on it since {Since(alert, since, zone)}; press Done when it is",
            { State: AlertState.Acknowledged, AcknowledgedBy: { } by } => $"{team.Of(by).Name} is on it since {Since(alert, since, zone)}; nothing is noted as done yet",
            _ => $"Nobody has answered this since {since}",
        };
    }

    private static string Since(Alert alert, string start, DateTimeZone zone) =>
        alert.Status.AcknowledgedAt is { } at ? CardWords.Moment(at, zone) : start;
}
