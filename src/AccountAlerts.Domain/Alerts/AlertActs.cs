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
        if (act is AlertAct.Unmute)
            return Unmute();
        if (!alert.IsLive)
            return new Decision.Nothing(AlertReasons.AlreadyResolved);

        var marked = alert.Status with { Mark = new Mark(alert.Severity, score ?? alert.Status.Mark.Score) };
        return act switch
        {
            AlertAct.Acknowledge when alert.State == AlertState.Acknowledged => new Decision.Nothing(AlertReasons.AlreadyAcknowledged),
            AlertAct.Acknowledge => Step(
                // Who takes it has seen how bad it is: only worse than this is news to them.
                Answered(marked) with { State = AlertState.Acknowledged, AcknowledgedBy = actor.Email, AcknowledgedAt = now, Snooze = null },
                AlertReasons.Acknowledged),
            AlertAct.Sleep sleep => Sleep(sleep),
            AlertAct.Finish finish => Resolve(HoldKind.Done, now.AddDays(DoneDays), AlertReasons.Done, finish.What),
            AlertAct.Known known => Resolve(HoldKind.Known, null, AlertReasons.Known, known.Note),
            AlertAct.WrongData wrong => Resolve(HoldKind.WrongData, now.AddDays(WrongDataDays), AlertReasons.WrongData, wrong.Note),
            AlertAct.AwayUntil away => Resolve(HoldKind.Away, away.Until, AlertReasons.Away, away.Note),
            AlertAct.Mute mute => Resolve(HoldKind.Muted, now.AddDays(MuteDays), AlertReasons.Muted, mute.Note),
            AlertAct.HandTo hand => HandOver(hand),
            AlertAct.Claim => Claim(),
            AlertAct.StartPlaybook start => Start(start),
            AlertAct.TickStep tick => Tick(tick),
            AlertAct.AskSponsor => Sponsor(said => said.AskedBy is not null && said.HeldBy is null
                ? said : said with { AskedBy = actor.Email, AskedAt = now, HeldBy = null, HeldWhy = null }, AlertReasons.SponsorAsked),
            AlertAct.NoteForSponsor note => Sponsor(said => said with { Note = note.Note, HeldBy = null, HeldWhy = null }, AlertReasons.SponsorNoted),
            AlertAct.HoldFromSponsor hold => Sponsor(
                said => said.HeldWhy == hold.Why ? said : said with { HeldBy = actor.Email, HeldWhy = hold.Why }, AlertReasons.SponsorHeld),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without a rule."),
        };

        Decision Sleep(AlertAct.Sleep sleep)
        {
            if (sleep is { Until: null, WakeOn: WakeOn.None })
                return new Decision.Nothing(AlertReasons.SnoozeWithoutEnd);
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
                : Step(Answered(marked) with { State = AlertState.Snoozed, Snooze = snooze, Note = sleep.Note }, AlertReasons.Snoozed);
        }

        Decision HandOver(AlertAct.HandTo hand)
        {
            string holder = alert.Status.Assignee ?? alert.Status.Owner ?? "";
            return string.Equals(holder, hand.To, StringComparison.OrdinalIgnoreCase)
                ? new Decision.Nothing(AlertReasons.AlreadyTheirs)
                : Step(With(hand.To, hand.Note), AlertReasons.HandedOver);
        }

        // Open for whoever has it now: it is theirs to answer, wherever it slept before.
        AlertStatus With(string to, string? note) => Answered(alert.Status) with
        {
            State = AlertState.Open, Assignee = to, HandedBy = actor.Email, HandedAt = now, Snooze = null, Note = note,
        };

        Decision Claim() => (alert.Status.Assignee ?? alert.Status.Owner ?? alert.Status.AcknowledgedBy) switch
        {
            null => Step(With(actor.Email, null), AlertReasons.Claimed),
            var holder when holder.Equals(actor.Email, StringComparison.OrdinalIgnoreCase) => new Decision.Nothing(AlertReasons.AlreadyTheirs),
            _ => new Decision.Nothing(AlertReasons.AlreadyClaimed),
        };

        Decision Start(AlertAct.StartPlaybook start)
        {
            if (alert.Status.Playbook is not null)
                return new Decision.Nothing(AlertReasons.AlreadyStarted);
            // Steps that a colleague is on stay theirs; else whoever begins is on it.
            var taken = alert.State == AlertState.Acknowledged
                ? marked
                : Answered(marked) with { State = AlertState.Acknowledged, AcknowledgedBy = actor.Email, AcknowledgedAt = now, Snooze = null };
            return Step(
                taken with { Playbook = new Playbook(actor.Email, start.DueOn, now, [.. start.Steps.Select(text => new PlaybookStep(text))]) },
                AlertReasons.PlaybookStarted);
        }

        Decision Tick(AlertAct.TickStep tick)
        {
            if (alert.Status.Playbook is not { } playbook || tick.Step < 0 || tick.Step >= playbook.Steps.Count)
                return new Decision.Nothing(AlertReasons.NoSuchStep);
            return playbook.Steps[tick.Step].DoneBy is null == tick.Done
                ? Step(alert.Status with { Playbook = playbook.Tick(tick.Step, actor.Email, now) }, tick.Done ? AlertReasons.StepDone : AlertReasons.StepUndone)
                : new Decision.Nothing(AlertReasons.AlreadyTicked);
        }

        Decision Sponsor(Func<SponsorWord, SponsorWord> say, string reason)
        {
            var before = alert.Status.Sponsor ?? SponsorWord.None;
            var after = say(before);
            return after == before ? new Decision.Nothing(AlertReasons.AlreadySaid) : Step(alert.Status with { Sponsor = after }, reason);
        }

        Decision Unmute() => alert.Status.Hold is { Kind: HoldKind.Muted }
            ? Step(alert.Status with { Hold = null }, AlertReasons.Unmuted)
            : new Decision.Nothing(AlertReasons.NotMuted);

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

        static AlertStatus Answered(AlertStatus status) =>
            status with { AcknowledgedBy = null, AcknowledgedAt = null, SnoozedBy = null, TakenBefore = null };

        Decision Step(AlertStatus status, string reason) => new Decision.Change(
            new Transition(alert, AlertMachine.Next(alert, status, now), reason, actor.Name, now, Announce: false));
    }
}
