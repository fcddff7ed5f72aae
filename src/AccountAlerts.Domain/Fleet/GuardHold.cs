namespace AccountAlerts.Domain.Fleet;

public enum GuardedThing
{
    Trigger,

    /// <summary>A part of the score.</summary>
    Component,

    /// <summary>The people of one account.</summary>
    People,
}

/// <summary>What somebody of ours said about a hold.</summary>
public enum GuardAct
{
    /// <summary>It is true: tell people.</summary>
    Release,

    /// <summary>Somebody looks into it; it stays held.</summary>
    KeepHolding,

    /// <summary>The cause is known and over on a day; until then it stays held.</summary>
    KnownCause,
}

/// <param name="Until">For a known cause: when it is over.</param>
public sealed record GuardSaid(GuardAct Act, DateTimeOffset? Until, string By, DateTimeOffset At);

/// <summary>Something that is held for many accounts at once, from the moment it was noticed; kept for a while after it ended.</summary>
/// <param name="Key">What is held: the same key again only after this one has ended.</param>
/// <param name="Name">Of the trigger or component; the account's name for people.</param>
/// <param name="Triggers">Triggers that are held wholly; for people: on the account alone.</param>
/// <param name="Components">Parts of the score whose consequences are held too.</param>
/// <param name="Accounts">How many it was when it was noticed.</param>
/// <param name="Usual">Accounts on a usual day, or the median before.</param>
/// <param name="Level">For how many accounts the trigger was not clear before the wave; or the median when it was noticed.</param>
public sealed record GuardHold(
    string Key, GuardedThing Thing, string Name, int? AccountId, IReadOnlyList<string> Triggers, IReadOnlyList<string> Components,
    DateTimeOffset Since, int Accounts, int Evaluated, double Usual, double Level)
{
    /// <summary>A hold that is over is remembered for so long: what it held is still to be told.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One of <see cref="GuardReasons"/>.</summary>
    public string? EndReason { get; init; }

    public bool IsOver => EndedAt is not null;

    /// <summary>What was told of before this is not concerned.</summary>
    public DateTimeOffset From => Since - GuardLimits.Window;

    /// <summary>The hold after an evaluation: over if somebody released it, if its known cause is over, or if the numbers are back.</summary>
    /// <param name="said">The last that was said of it; anything from before it began is about an earlier one.</param>
    /// <param name="back">True if what was noticed is no longer so.</param>
    public GuardHold Next(GuardSaid? said, bool back, DateTimeOffset now)
    {
        if (IsOver)
            return this;
        if (said is not null && said.At >= Since)
        {
            if (said.Act == GuardAct.Release)
                return End(GuardReasons.Released, now);
            if (said is { Act: GuardAct.KnownCause, Until: { } until } && now >= until)
                return End(GuardReasons.KnownCauseOver, now);
        }

        return back ? End(GuardReasons.Back, now) : this;
    }

    private GuardHold End(string reason, DateTimeOffset now) => this with { EndedAt = now, EndReason = reason };
}
