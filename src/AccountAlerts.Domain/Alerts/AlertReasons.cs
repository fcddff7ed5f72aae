namespace AccountAlerts.Domain.Alerts;

/// <summary>Machine-readable reasons of transitions and of decisions to do nothing. Stored in audit trails: never rename one.</summary>
public static class AlertReasons
{
    // Transitions by evaluation.
    public const string Fired = "fired";
    public const string Refired = "refired";
    public const string Standing = "standing";
    public const string GotWorse = "got-worse";
    public const string Recovered = "recovered";
    public const string SeverityRaised = "severity-raised";
    public const string SeverityLowered = "severity-lowered";
    public const string EvidenceChanged = "evidence-changed";
    public const string SnoozeEnded = "snooze-ended";
    public const string WokeWorse = "woke-worse";
    public const string WokeRenewal = "woke-renewal";
    public const string OwnerChanged = "owner-changed";

    /// <summary>The account is not on the list of customers any more.</summary>
    public const string AccountLeft = "account-left";

    /// <summary>It is part of another account now, which the note names.</summary>
    public const string AccountMerged = "account-merged";

    /// <summary>The customer has left.</summary>
    public const string AccountChurned = "account-churned";

    /// <summary>The customer has left, and the last contract is over.</summary>
    public const string AccountEnded = "account-ended";
    public const string TriggerOff = "trigger-off";
    public const string HoldCleared = "hold-cleared";

    // Transitions by acts.
    public const string Acknowledged = "acknowledged";
    public const string Snoozed = "snoozed";
    public const string Done = "done";
    public const string HandedOver = "handed-over";
    public const string Claimed = "claimed";
    public const string Unmuted = "unmuted";
    public const string PlaybookStarted = "playbook-started";
    public const string StepDone = "step-done";
    public const string StepUndone = "step-undone";
    public const string SponsorAsked = "sponsor-asked";
    public const string SponsorNoted = "sponsor-noted";
    public const string SponsorHeld = "sponsor-held";
    public const string Known = "known";
    public const string Away = "away";
    public const string WrongData = "wrong-data";
    public const string Muted = "muted";

    // Why nothing happened.
    public const string NotFiring = "not-firing";
    public const string Unknown = "unknown";
    public const string Pending = "pending";
    public const string Unchanged = "unchanged";
    public const string Cooldown = "cooldown";
    public const string HeldBack = "held-back";
    public const string AlreadyAcknowledged = "already-acknowledged";
    public const string AlreadySnoozed = "already-snoozed";
    public const string AlreadyTheirs = "already-theirs";
    public const string AlreadyClaimed = "already-claimed";
    public const string NotMuted = "not-muted";
    public const string AlreadyStarted = "already-started";
    public const string NoSuchStep = "no-such-step";
    public const string AlreadyTicked = "already-ticked";
    public const string AlreadySaid = "already-said";
    public const string SnoozeWithoutEnd = "snooze-without-end";
    public const string AlreadyResolved = "already-resolved";
    public const string SnoozeTooLong = "snooze-too-long";
    public const string SnoozeInThePast = "snooze-in-the-past";
}
