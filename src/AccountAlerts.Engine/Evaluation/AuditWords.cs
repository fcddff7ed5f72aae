using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What happened to an alert, one line of its audit trail at a time, in the reader's words.</summary>
internal static class AuditWords
{
    public static string Of(AlertEvent happened, TeamDirectory team) => happened.Reason switch
    {
        AlertReasons.Fired => "Noticed",
        AlertReasons.Refired => "Noticed again",
        AlertReasons.Standing => "Already so when we started",
        AlertReasons.GotWorse => "Got worse",
        AlertReasons.Recovered => "Back to normal",
        AlertReasons.SeverityRaised => $"More urgent: {CardWords.Urgency(happened.Status.Severity)}",
        AlertReasons.SeverityLowered => $"Less urgent: {CardWords.Urgency(happened.Status.Severity)}",
        AlertReasons.EvidenceChanged => "New numbers",
        AlertReasons.SnoozeEnded => "The snooze ended, and it still holds",
        AlertReasons.WokeWorse => "Woken: it got worse",
        AlertReasons.WokeRenewal => "Woken: the renewal is near",
        AlertReasons.OwnerChanged => happened.Status.Owner is { } owner ? $"Now with {team.Of(owner).Name}" : "Now without a CSM",
        AlertReasons.TriggerOff => "No longer looked for",
        AlertReasons.HoldCleared => "Over for a while; would be news again",
        AlertReasons.Acknowledged => "On it",
        AlertReasons.Claimed => "Took it",
        AlertReasons.HandedOver => CardWords.HandedOver(happened.Status, email => team.Of(email).Name),
        AlertReasons.PlaybookStarted => "Began the steps",
        AlertReasons.StepDone => "Ticked off a step",
        AlertReasons.StepUndone => "Took a tick back",
        AlertReasons.Unmuted => "To be looked for again",
        _ => CardWords.State(happened.Status, email => team.Of(email).Name, DateTimeZone.Utc) ?? happened.Reason,
    };

    /// <summary>An actor is a platform and an address, or the product itself.</summary>
    public static string Who(string actor, TeamDirectory team) =>
        actor.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? team.Of(actor[(colon + 1)..]).Name : "AccountAlerts";

    /// <summary>Who heard of it, or why not.</summary>
    public static string Of(Telling telling, TeamDirectory team)
    {
        string reader = NameOf(telling.Reader) + (telling.StandsFor is { } absent ? $" (for {NameOf(absent)})" : "");
        string why = RoutingWords.Why(telling.Reason);
        return telling switch
        {
            { Way: TellingWay.Card, ToldAt: not null } => $"Sent to {reader}",
            { ToldAt: not null } => $"In a list for {reader}: {why}",
            { Way: TellingWay.Digest } => $"Waits for the digest of {reader}: {why}",
            { Way: TellingWay.Bundle } => $"Waits for one message to {reader}: {why}",
            { Way: TellingWay.Held } => $"Not sent to {reader} yet: {why}",
            _ => $"Not sent to {reader}: {why}",
        };

        string NameOf(string email) => Roles.IsChannel(email) ? email : team.Of(email).Name;
    }
}
