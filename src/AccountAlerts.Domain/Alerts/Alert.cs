using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Alerts;

/// <summary>What makes an alert the same alert: the trigger and what it is about, never its words.</summary>
public sealed record AlertKey(int AccountId, string Trigger, SubjectKind SubjectKind, string SubjectKey);

/// <summary>One trigger on one subject, from the moment it first held until it was over.</summary>
/// <remarks>After a recovery the same key opens again as the next <see cref="Episode"/>, so an episode that is resolved stays so.</remarks>
public sealed record Alert
{
    public required AlertKey Key { get; init; }

    /// <summary>Counts the openings of the key, from 1.</summary>
    public required int Episode { get; init; }

    public required TriggerKind Kind { get; init; }

    /// <summary>What to call the subject on a card.</summary>
    public required string SubjectLabel { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Grows by one with every transition; a writer must name the version that it saw.</summary>
    public int Version { get; init; } = 1;

    public required DateTimeOffset ChangedAt { get; init; }

    public required AlertStatus Status { get; init; }

    public AlertState State => Status.State;

    public Severity Severity => Status.Severity;

    public bool IsLive => Status.State != AlertState.Resolved;
}

public enum AlertState
{
    /// <summary>Held already at the first evaluation: listed, not announced.</summary>
    Standing,
    Open,

    /// <summary>Somebody is on it.</summary>
    Acknowledged,
    Snoozed,

    /// <summary>Over. Only a new episode can follow.</summary>
    Resolved,
}

/// <summary>Everything about an alert that acts and observations change; what an audit event records whole.</summary>
public sealed record AlertStatus
{
    public required AlertState State { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>How bad it was when people were last told; "worse" is measured from here.</summary>
    public required Mark Mark { get; init; }

    /// <summary>Counts the announcements of the episode: each one is told anew. 0 for what nobody was told of.</summary>
    public int News { get; init; } = 1;

    /// <summary>Identifies the evidence as last seen; a different one means other numbers on the card.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>E-mail address of the account's owner when last evaluated.</summary>
    public string? Owner { get; init; }

    /// <summary>Whom the alert was handed to, if not the owner.</summary>
    public string? Assignee { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who had it when it became news once more; until somebody acts, they are told "new since you acknowledged".</summary>
    public Taken? TakenBefore { get; init; }

    /// <summary>When people were last told anew; null for what was never announced, and for what an earlier release opened.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>Who handed it to <see cref="Assignee"/>; the assignee's own address for what they claimed.</summary>
    public string? HandedBy { get; init; }

    public DateTimeOffset? HandedAt { get; init; }

    /// <summary>When the account came to <see cref="Owner"/>, if that was after the alert opened.</summary>
    public DateTimeOffset? OwnerSince { get; init; }

    public Snooze? Snooze { get; init; }

    /// <summary>Whose snooze ended or was woken last, until somebody acts: they are told that it still holds.</summary>
    public string? SnoozedBy { get; init; }

    /// <summary>On a resolved alert: why the same condition does not open it again yet.</summary>
    public Hold? Hold { get; init; }

    /// <summary>On a resolved alert: one of <see cref="AlertReasons"/>.</summary>
    public string? Outcome { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What the actor wrote: what was done, why it is snoozed or not right.</summary>
    public string? Note { get; init; }

    /// <summary>Who resolved it, if a person did.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>What was said about telling our executive sponsor of this announcement; null while nobody said anything.</summary>
    public SponsorWord? Sponsor { get; init; }

    /// <summary>The steps that somebody began; null before.</summary>
    public Playbook? Playbook { get; init; }
}

/// <summary>That somebody was on it.</summary>
public sealed record Taken(string By, DateTimeOffset At);

/// <summary>What our own side says before an executive hears of an account.</summary>
/// <param name="AskedBy">The manager who asks that they do; null where the rules alone decide.</param>
/// <param name="Note">What is asked of the executive, in the words of whose account it is.</param>
/// <param name="HeldBy">Who keeps it from them for now, and why.</param>
public sealed record SponsorWord(string? AskedBy, DateTimeOffset? AskedAt, string? Note, string? HeldBy, string? HeldWhy)
{
    public static SponsorWord None { get; } = new(null, null, null, null, null);
}

/// <summary>How bad an alert was at some moment.</summary>
/// <param name="Score">The account's published score, or null where it had none.</param>
public sealed record Mark(Severity Severity, int? Score)
{
    /// <summary>A fall by this many points counts as worse.</summary>
    public const int WorseBy = 10;

    /// <summary>Worse: a higher severity, or a score at least ten points lower. Without both scores only severity can tell.</summary>
    public bool IsWorse(Severity severity, int? score) => severity > Severity || Score - score >= WorseBy;
}

[Flags]
public enum WakeOn
{
    None = 0,

    /// <summary>The alert got worse: see <see cref="Mark.IsWorse"/>.</summary>
    Worse = 1,

    /// <summary>The decision on the renewal is less than 30 days away.</summary>
    RenewalNear = 2,
}

/// <param name="Until">At most <see cref="MaxDays"/> after the act.</param>
public sealed record Snooze(DateTimeOffset Until, WakeOn WakeOn, string By)
{
    public const int MaxDays = 90;

    /// <summary>A decision closer than this wakes a snooze that asked for it.</summary>
    public const int RenewalNearDays = 30;
}

public enum HoldKind
{
    /// <summary>Somebody did something about it.</summary>
    Done,

    /// <summary>Somebody knows and wants to hear of it only if it gets worse.</summary>
    Known,

    /// <summary>The person it is about is away until a day.</summary>
    Away,

    /// <summary>A number it rests on is wrong.</summary>
    WrongData,

    /// <summary>Not for this account.</summary>
    Muted,
}

/// <summary>Keeps a condition that still holds from opening a new episode.</summary>
/// <param name="Until">The longest it can last; null: until the condition was once clear, or worse.</param>
public sealed record Hold(HoldKind Kind, DateTimeOffset? Until, string By)
{
    /// <summary>A mute is for a time, whatever the condition does meanwhile.</summary>
    public bool EndsWhenClear => Kind != HoldKind.Muted;

    public bool EndsWhenWorse => Kind is HoldKind.Done or HoldKind.Known;
}
