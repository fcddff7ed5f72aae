using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The reader's words for what the product calls severity, state and outcome.</summary>
public static class CardWords
{
    public const string Separator = ": ";

    public static string Urgency(Severity severity) => severity switch
    {
        Severity.Critical => "Today",
        Severity.High => "This week",
        _ => "When you can",
    };

    public static string Band(Band band) => band switch
    {
        Domain.Health.Band.Healthy => "Healthy",
        Domain.Health.Band.AtRisk => "At risk",
        _ => "Critical",
    };

    public static Tone ToneOf(TriggerKind kind, Severity severity) => kind switch
    {
        TriggerKind.Expansion or TriggerKind.Advocacy => Tone.Growth,
        TriggerKind.Data => Tone.Data,
        _ => severity == Severity.Critical ? Tone.Critical : Tone.AtRisk,
    };

    /// <summary>How an alert stands: "Dana is on it"; null while it is open and nobody has said anything.</summary>
    /// <param name="nameOf">A teammate's name by address.</param>
    public static string? State(AlertStatus status, Func<string, string> nameOf, DateTimeZone zone) => status switch
    {
        { State: AlertState.Standing } => "Already so when we started",
        { State: AlertState.Acknowledged, AcknowledgedBy: { } by } => $"{nameOf(by)} is on it",
        { State: AlertState.Snoozed, Snooze: { } snooze } => Because(
            $"Snoozed until {Day(snooze.Until, zone)} by {nameOf(snooze.By)}{Wake(snooze.WakeOn)}", status.Note),
        { State: AlertState.Open, SnoozedBy: { } by } => $"{nameOf(by)} had snoozed this, and it still holds",
        { State: AlertState.Open, Assignee: { } to } when status.HandedBy == to => $"{nameOf(to)} has taken it",
        { State: AlertState.Open, Assignee: not null } => HandedOver(status, nameOf),
        { State: AlertState.Resolved } => Outcome(status, nameOf),
        _ => null,
    };

    /// <summary>"Handed to Lee by Dana: knows their admin".</summary>
    public static string HandedOver(AlertStatus status, Func<string, string> nameOf)
    {
        string by = status.HandedBy is { } from ? $" by {nameOf(from)}" : "";
        return Because($"Handed to {nameOf(status.Assignee ?? "")}{by}", status.Note);
    }

    public static string Outcome(AlertStatus status, Func<string, string> nameOf)
    {
        string by = status.ResolvedBy is { } email ? nameOf(email) : "";
        return status.Outcome switch
        {
            AlertReasons.Done => Because($"Done by {by}", status.Note),
            AlertReasons.Known => Because($"Known to {by}, back only if it gets worse", status.Note),
            AlertReasons.Away => Because($"Away, as {by} knows", status.Note),
            AlertReasons.WrongData => Because($"Wrong data, says {by}", status.Note),
            AlertReasons.Muted => Because($"Not for this customer, says {by}", status.Note),
            AlertReasons.AccountLeft => "No longer on the list of customers",
            AlertReasons.AccountMerged => $"Now part of {status.Note}",
            AlertReasons.AccountChurned => "No longer a customer",
            AlertReasons.AccountEnded => "No longer a customer, their contract has ended",
            AlertReasons.TriggerOff => "No longer looked for",
            _ => "Back to normal",
        };
    }

    /// <summary>Above a card that somebody else would have: "For Dana, away until Fri 12 Jun", "For Ana, not installed".</summary>
    public static string StandsFor(string name, DateOnly? until, string? why = null) =>
        until is { } day ? $"For {name}, away until {ReadableValue.NearDate(day)}" : $"For {name}, {why ?? StandIns.TakesNothing}";

    /// <summary>"Tue 24 Nov", in the reader's zone.</summary>
    public static string Day(DateTimeOffset instant, DateTimeZone zone) =>
        ReadableValue.NearDate(LocalDay(instant, zone));

    /// <summary>"Tue 24 Nov 10:05", in the reader's zone.</summary>
    public static string Moment(DateTimeOffset instant, DateTimeZone zone) => string.Create(
        CultureInfo.InvariantCulture, $"{Day(instant, zone)} {Instant.FromDateTimeOffset(instant).InZone(zone).TimeOfDay:HH:mm}");

    public static DateOnly LocalDay(DateTimeOffset instant, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(zone);
        return new DateOnly(local.Year, local.Month, local.Day);
    }

    public static string Renewal(int days) => days switch
    {
        0 => "today",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{-days} days ago"),
        1 => "tomorrow",
        _ => string.Create(CultureInfo.InvariantCulture, $"in {days} days"),
    };

    /// <summary>Beside the account's name, a title need not begin with it.</summary>
    public static string Without(string accountName, string title) =>
        title.StartsWith(accountName + Separator, StringComparison.Ordinal) ? title[(accountName.Length + Separator.Length)..] : title;

    private static string Wake(WakeOn wake) => wake switch
    {
        WakeOn.Worse => " (or when it gets worse)",
        WakeOn.RenewalNear => " (or when the renewal is near)",
        WakeOn.Worse | WakeOn.RenewalNear => " (or when it gets worse or the renewal is near)",
        _ => "",
    };

    private static string Because(string text, string? note) => string.IsNullOrWhiteSpace(note) ? text : text + Separator + note.Trim();
}
