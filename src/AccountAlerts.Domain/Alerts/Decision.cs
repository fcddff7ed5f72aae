namespace AccountAlerts.Domain.Alerts;

/// <summary>What an observation or an act does to an alert: one transition, or nothing; either way with a reason.</summary>
public abstract record Decision(string Reason)
{
    public sealed record Change(Transition Transition) : Decision(Transition.Reason);

    public sealed record Nothing(string Why) : Decision(Why);
}

/// <summary>One step in an alert's life. Its events, in order, are the audit trail and replay to the alert.</summary>
/// <param name="Before">Null for a new episode.</param>
/// <param name="Actor"><see cref="Evaluation"/>, or who acted, such as <c>inbox:dana@example.com</c>.</param>
/// <param name="Announce">True if people should be told anew: a new message, since an edit notifies nobody.</param>
public sealed record Transition(Alert? Before, Alert After, string Reason, string Actor, DateTimeOffset At, bool Announce)
{
    public const string Evaluation = "evaluation";

    /// <summary>The version a writer must find in the store; 0: there must be no live episode.</summary>
    public int ExpectedVersion => Before?.Version ?? 0;

    public AlertEvent Event => new(After.Key, After.Episode, After.Version, At, Actor, Reason, After.Status);
}

/// <summary>One line of the audit trail.</summary>
public sealed record AlertEvent(
    AlertKey Key, int Episode, int Version, DateTimeOffset At, string Actor, string Reason, AlertStatus Status);
