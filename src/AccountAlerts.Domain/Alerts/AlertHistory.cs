namespace AccountAlerts.Domain.Alerts;

/// <summary>The audit trail as the alert's own source: replaying it gives the alert as it stands.</summary>
public static class AlertHistory
{
    /// <param name="events">All events of one episode, ascending by version.</param>
    /// <exception cref="ArgumentException">A version is missing, repeated or of another episode.</exception>
    public static (int Version, DateTimeOffset ChangedAt, AlertStatus Status) Replay(IReadOnlyList<AlertEvent> events)
    {
        if (events.Count == 0)
            throw new ArgumentException("An episode has at least the event that opened it.", nameof(events));

        for (int i = 0; i < events.Count; i++)
        {
            if (events[i].Version != i + 1 || events[i].Key != events[0].Key || events[i].Episode != events[0].Episode)
                throw new ArgumentException($"Event {i + 1} of {events[0].Key} is version {events[i].Version} of episode {events[i].Episode}.", nameof(events));
        }

        var last = events[^1];
        return (last.Version, last.At, last.Status);
    }
}
