namespace AccountAlerts.Domain.Alerts;

/// <summary>What a teammate does with an alert.</summary>
public abstract record AlertAct
{
    public sealed record Acknowledge : AlertAct;

    /// <param name="Until">Null: as long as a snooze may last, or until it wakes.</param>
    public sealed record Sleep(DateTimeOffset? Until, WakeOn WakeOn, string? Note) : AlertAct;

    /// <param name="What">What was done, in the actor's words.</param>
    public sealed record Finish(string What) : AlertAct;

    /// <summary>"This number is wrong."</summary>
    public sealed record WrongData(string? Note) : AlertAct;

    /// <summary>"They are on leave until then."</summary>
    public sealed record AwayUntil(DateTimeOffset Until, string? Note) : AlertAct;

    /// <summary>"I know; tell me if it gets worse."</summary>
    public sealed record Known(string? Note) : AlertAct;

    /// <summary>"Never mind this for this account."</summary>
    public sealed record Mute(string? Note) : AlertAct;

    /// <summary>"Not mine, theirs."</summary>
    /// <param name="To">E-mail address of a teammate.</param>
    public sealed record HandTo(string To, string? Note) : AlertAct;

    /// <summary>"I take it", of what nobody has yet; the first one wins.</summary>
    public sealed record Claim : AlertAct;

    /// <summary>"I begin with these steps"; whoever begins is on it.</summary>
    public sealed record StartPlaybook(IReadOnlyList<string> Steps, DateOnly DueOn) : AlertAct;

    /// <summary>Ticks a step off, or takes the tick back.</summary>
    /// <param name="Step">From 0.</param>
    /// <param name="Done">What the clicker wants it to be, so that a repeated click changes nothing.</param>
    public sealed record TickStep(int Step, bool Done) : AlertAct;

    /// <summary>"Our sponsor should hear of this", says a manager; it also lifts what somebody held back.</summary>
    public sealed record AskSponsor : AlertAct;

    /// <summary>What is asked of our sponsor; it also lifts what was held back.</summary>
    public sealed record NoteForSponsor(string Note) : AlertAct;

    /// <summary>"Not to our sponsor, not now".</summary>
    public sealed record HoldFromSponsor(string Why) : AlertAct;

    /// <summary>"Look for it again", of what was muted.</summary>
    public sealed record Unmute : AlertAct;
}

/// <summary>Who acts.</summary>
/// <param name="Name">As the audit trail records it: <c>inbox:dana@example.com</c>.</param>
/// <param name="Email">The teammate's address, which alerts and cards refer to.</param>
public sealed record Actor(string Name, string Email);
