namespace AccountAlerts.Engine.Conversations;

/// <summary>What a teammate typed, understood. An account is as typed: an account_id, a name or a part of one.</summary>
public abstract record Command
{
    public sealed record Why(string Account, int SinceDays) : Command;

    public sealed record Summary(string Account) : Command;

    public sealed record Mine : Command;

    public sealed record Alerts : Command;

    /// <summary>What nobody has taken yet.</summary>
    public sealed record Queue : Command;

    /// <summary>What is not looked for on some account, because somebody said so.</summary>
    public sealed record Muted : Command;

    /// <summary>Which alerts are worth it, by what people did with them.</summary>
    public sealed record Precision : Command;

    /// <summary>What happened to an account's alerts, and who did what.</summary>
    public sealed record History(string Account) : Command;

    public sealed record Define(string Word) : Command;

    public sealed record Digest : Command;

    /// <summary>One's own page, where one also says how one wants it.</summary>
    public sealed record Home : Command;

    /// <param name="Until">The first day back, as typed.</param>
    /// <param name="Cover">A colleague, as typed; null: the backup of the team file.</param>
    public sealed record Away(string Until, string? Cover) : Command;

    public sealed record Back : Command;

    /// <summary>A link into the inbox as whoever asks.</summary>
    public sealed record Open : Command;

    public sealed record Acknowledge(string Account) : Command;

    /// <param name="Until">A day as typed; null without one.</param>
    public sealed record Snooze(string Account, string? Until, bool IfWorse, string? Reason) : Command;

    /// <param name="What">Null where nothing was said.</param>
    public sealed record Done(string Account, string? What) : Command;

    public sealed record HandTo(string Account, string Person, string? Note) : Command;

    /// <summary>A manager asks that our executive sponsor hears of an account.</summary>
    public sealed record TellSponsor(string Account) : Command;

    public sealed record Help : Command;
}
