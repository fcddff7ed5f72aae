using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Alerts;

/// <summary>What observations do to an alert. Pure: the clock and everything else come in as arguments.</summary>
public static class AlertMachine
{
    /// <param name="latest">The key's newest episode, or null if it never opened.</param>
    public static Decision Decide(Alert? latest, Observation seen, DateTimeOffset now) =>
        latest is { IsLive: true } ? DecideLive(latest, seen, now) : DecideQuiet(latest, seen, now);

    /// <summary>Closes a live alert that no observation can speak for any more: its account or its trigger is gone.</summary>
    /// <param name="note">What belongs to the reason, in the reader's words; null if nothing does.</param>
    public static Decision Close(Alert alert, string reason, DateTimeOffset now, string? note = null) =>
        alert.IsLive ? Resolve(alert, reason, now, note) : Nothing(AlertReasons.AlreadyResolved);

    private static Decision DecideQuiet(Alert? latest, Observation seen, DateTimeOffset now)
    {
        if (seen.State == TriggerState.Unknown)
            return Nothing(AlertReasons.Unknown);

        if (latest?.Status.Hold is { } hold)
        {
            if (seen.State == TriggerState.Clear && hold.EndsWhenClear)
                return Step(latest, latest.Status with { Hold = null }, AlertReasons.HoldCleared, now);
            bool worse = hold.EndsWhenWorse && latest.Status.Mark.IsWorse(seen.Severity, seen.Score);
            if (worse && seen.State == TriggerState.Firing)
                return Open(latest, seen, now, AlertReasons.GotWorse);
            if (hold.Until is not { } until || now < until)
                return Nothing(AlertReasons.HeldBack);
        }

        if (seen.State != TriggerState.Firing)
            return Nothing(seen.State == TriggerState.Pending ? AlertReasons.Pending : AlertReasons.NotFiring);
        if (now < latest?.Status.ResolvedAt + seen.Cooldown)
            return Nothing(AlertReasons.Cooldown);
        return Open(latest, seen, now, seen.Baseline ? AlertReasons.Standing : latest is null ? AlertReasons.Fired : AlertReasons.Refired);
    }

    private static Decision DecideLive(Alert alert, Observation seen, DateTimeOffset now)
    {
        switch (seen.State)
        {
            case TriggerState.Unknown:
                return Nothing(AlertReasons.Unknown);
            case TriggerState.Pending when alert.State == AlertState.Snoozed && HasEnded(alert.Status.Snooze, now):
                // It is not over, and nobody asked for more sleep than this. What it was last seen with is all there is to say.
                return Announce(alert, alert.Status, seen with { Severity = alert.Severity }, AlertReasons.SnoozeEnded, now);
            case TriggerState.Pending:
                // The condition holds, only not for long enough to open anew: no recovery, no news.
                return Nothing(AlertReasons.Pending);
            case TriggerState.Clear:
                return Resolve(alert, AlertReasons.Recovered, now);
        }

        bool moved = !string.Equals(alert.Status.Owner, seen.Owner, StringComparison.OrdinalIgnoreCase);
        var status = Refresh(moved ? Lapsed(alert.Status, now) : alert.Status, seen);
        if (seen.Severity > status.Mark.Severity && alert.State != AlertState.Standing)
            return Announce(alert, status, seen, AlertReasons.SeverityRaised, now);

        switch (alert.State)
        {
            case AlertState.Standing when status.Mark.IsWorse(seen.Severity, seen.Score):
                return Announce(alert, status, seen, AlertReasons.GotWorse, now);
            case AlertState.Snoozed when WakeReason(alert.Status, seen, now) is { } reason:
                return Announce(alert, status, seen, reason, now);
        }

        if (moved)
            return Step(alert, status, AlertReasons.OwnerChanged, now);
        if (seen.Severity != alert.Severity)
        {
            // Up again, but no further than people were told already: said, not announced.
            return Step(alert, status, seen.Severity < alert.Severity ? AlertReasons.SeverityLowered : AlertReasons.SeverityRaised, now);
        }

        return status == alert.Status ? Nothing(AlertReasons.Unchanged) : Step(alert, status, AlertReasons.EvidenceChanged, now);
    }

    private static string? WakeReason(AlertStatus status, Observation seen, DateTimeOffset now)
    {
        if (status.Snooze is not { } snooze || HasEnded(snooze, now))
            return AlertReasons.SnoozeEnded;
        if (snooze.WakeOn.HasFlag(WakeOn.Worse) && status.Mark.IsWorse(seen.Severity, seen.Score))
            return AlertReasons.WokeWorse;
        if (snooze.WakeOn.HasFlag(WakeOn.RenewalNear) && seen.DaysToDecision is >= 0 and < Snooze.RenewalNearDays)
            return AlertReasons.WokeRenewal;
        return null;
    }

    private static bool HasEnded(Snooze? snooze, DateTimeOffset now) => snooze is null || now >= snooze.Until;

    /// <summary>What the former owner took, or handed on, is the new owner's to decide; a snooze stays.</summary>
    private static AlertStatus Lapsed(AlertStatus status, DateTimeOffset now) => status with
    {
        State = status.State == AlertState.Acknowledged ? AlertState.Open : status.State,
        Assignee = null,
        HandedBy = null,
        HandedAt = null,
        AcknowledgedBy = null,
        AcknowledgedAt = null,
        TakenBefore = null,
        OwnerSince = now,
    };

    private static AlertStatus Refresh(AlertStatus status, Observation seen) =>
        status with { Severity = seen.Severity, Evidence = seen.Evidence, Owner = seen.Owner };

    private static Decision.Change Open(Alert? latest, Observation seen, DateTimeOffset now, string reason)
    {
        bool standing = reason == AlertReasons.Standing;
        var alert = new Alert
        {
            Key = seen.Key,
            Episode = (latest?.Episode ?? 0) + 1,
            Kind = seen.Kind,
            SubjectLabel = seen.SubjectLabel,
            OpenedAt = now,
            ChangedAt = now,
            Status = new AlertStatus
            {
                State = standing ? AlertState.Standing : AlertState.Open,
                Severity = seen.Severity,
                Mark = new Mark(seen.Severity, seen.Score),
                News = standing ? 0 : 1,
                AnnouncedAt = standing ? null : now,
                Evidence = seen.Evidence,
                Owner = seen.Owner,
            },
        };
        return new Decision.Change(new Transition(null, alert, reason, Transition.Evaluation, now, Announce: !standing));
    }

    private static Decision.Change Announce(Alert alert, AlertStatus status, Observation seen, string reason, DateTimeOffset now)
    {
        var open = status with
        {
            State = AlertState.Open,
            Mark = new Mark(seen.Severity, seen.Score),
            News = status.News + 1,
            AnnouncedAt = now,
            TakenBefore = status is { AcknowledgedBy: { } by, AcknowledgedAt: { } at } ? new Taken(by, at) : status.TakenBefore,
            AcknowledgedBy = null,
            AcknowledgedAt = null,
            SnoozedBy = alert.Status.Snooze?.By ?? status.SnoozedBy,
            Snooze = null,
            Note = null,
            Sponsor = null,
        };
        return new Decision.Change(new Transition(alert, Next(alert, open, now), reason, Transition.Evaluation, now, Announce: true));
    }

    private static Decision.Change Resolve(Alert alert, string reason, DateTimeOffset now, string? note = null) => Step(
        alert, alert.Status with { State = AlertState.Resolved, Snooze = null, ResolvedAt = now, Outcome = reason, Note = note ?? alert.Status.Note }, reason, now);

    private static Decision.Change Step(Alert alert, AlertStatus status, string reason, DateTimeOffset now) =>
        new Decision.Change(new Transition(alert, Next(alert, status, now), reason, Transition.Evaluation, now, Announce: false));

    internal static Alert Next(Alert alert, AlertStatus status, DateTimeOffset now) =>
        alert with { Version = alert.Version + 1, ChangedAt = now, Status = status };

    private static Decision.Nothing Nothing(string reason) => new Decision.Nothing(reason);
}
