namespace AccountAlerts.Domain.Alerts;

/// <summary>What acts do to an alert. Pure, and safe to repeat: the same act twice changes nothing the second time.</summary>
public static class AlertActs
{
    /// <summary>How long something that was done may hold its alert back.</summary>
    public const int DoneDays = 30;

    /// <summary>How long a wrong number may hold its alert back.</summary>
    public const int WrongDataDays = 30;

    /// <summary>How long a trigger stays muted on an account.</summary>
    public const int MuteDays = 90;

    /// <param name="score">The account's published score now: from here "worse" is measured.</param>
    public static Decision Act(Alert alert, AlertAct act, Actor actor, int? score, DateTimeOffset now)
    {
        if (!alert.IsLive)
            return new Decision.Nothing(AlertReasons.AlreadyResolved);

        var marked = alert.Status with { Mark = new Mark(alert.Severity, score ?? alert.Status.Mark.Score) };
        return act switch
        {
            AlertAct.Acknowledge when alert.State == AlertState.Acknowledged => new Decision.Nothing(AlertReasons.AlreadyAcknowledged),
            AlertAct.Acknowledge => Step(
                alert.Status with { State = AlertState.Acknowledged, AcknowledgedBy = actor.Email, Snooze = null, SnoozedBy = null }, AlertReasons.Acknowledged),
            AlertAct.Sleep sleep => Sleep(sleep),
            AlertAct.Finish finish => Resolve(HoldKind.Done, now.AddDays(DoneDays), AlertReasons.Done, finish.What),
            AlertAct.Known known => Resolve(HoldKind.Known, null, AlertReasons.Known, known.Note),
            AlertAct.WrongData wrong => Resolve(HoldKind.WrongData, now.AddDays(WrongDataDays), AlertReasons.WrongData, wrong.Note),
            AlertAct.AwayUntil away => Resolve(HoldKind.Away, away.Until, AlertReasons.Away, away.Note),
            AlertAct.Mute mute => Resolve(HoldKind.Muted, now.AddDays(MuteDays), AlertReasons.Muted, mute.Note),
            AlertAct.HandTo hand => HandOver(hand),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without a rule."),
        };

        Decision Sleep(AlertAct.Sleep sleep)
        {
            var until = sleep.Until ?? now.AddDays(Snooze.MaxDays);
            if (until <= now)
                return new Decision.Nothing(AlertReasons.SnoozeInThePast);
            if (until > now.AddDays(Snooze.MaxDays))
                return new Decision.Nothing(AlertReasons.SnoozeTooLong);

            var snooze = new Snooze(until, sleep.WakeOn, actor.Email);
            bool same = alert.Status.Snooze is { } current && current.WakeOn == snooze.WakeOn && alert.Status.Note == sleep.Note
                && (sleep.Until is null || current.Until == snooze.Until);
            return same
                ? new Decision.Nothing(AlertReasons.AlreadySnoozed)
                : Step(marked with { State = AlertState.Snoozed, AcknowledgedBy = null, Snooze = snooze, Note = sleep.Note }, AlertReasons.Snoozed);
        }

        Decision HandOver(AlertAct.HandTo hand)
        {
            string holder = alert.Status.Assignee ?? alert.Status.Owner ?? "";
            return string.Equals(holder, hand.To, StringComparison.OrdinalIgnoreCase)
                ? new Decision.Nothing(AlertReasons.AlreadyTheirs)
                : Step(
                    alert.Status with { State = AlertState.Open, Assignee = hand.To, AcknowledgedBy = null, Snooze = null, Note = hand.Note },
                    AlertReasons.HandedOver);
        }

        Decision Resolve(HoldKind kind, DateTimeOffset? until, string reason, string? note) => Step(
            marked with
            {
                State = AlertState.Resolved,
                Snooze = null,
                Hold = new Hold(kind, until, actor.Email),
                Outcome = reason,
                ResolvedAt = now,
                ResolvedBy = actor.Email,
                Note = note,
            },
            reason);

        Decision Step(AlertStatus status, string reason) => new Decision.Change(
            new Transition(alert, AlertMachine.Next(alert, status, now), reason, actor.Name, now, Announce: false));
    }
}
