using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Delivery;

/// <summary>A line under a card. <paramref name="Unique"/> names the step that it tells of: the same step is told once.</summary>
public sealed record ThreadLine(Card Card, string Unique, string Text);

/// <summary>
/// What is said under a card about a step in the life of its alerts: who did what, and what happened. The one place that decides this,
/// for evaluations and clicks alike. Pure.
/// </summary>
/// <remarks>
/// What is posted anew needs no line: the new message tells it. Other numbers are an edit only, since they change with every evaluation.
/// </remarks>
public static class ThreadLines
{
    /// <param name="before">The account's cards before the steps.</param>
    /// <param name="plans">What becomes of the cards.</param>
    /// <param name="alerts">The newest episode of each key, after the steps.</param>
    public static IReadOnlyList<ThreadLine> Of(
        AccountSnapshot account, IReadOnlyList<StoredCard> before, IReadOnlyList<PlannedCard> plans, IReadOnlyList<StoredAlert> alerts,
        IReadOnlyList<AlertChange> changes, TeamDirectory team)
    {
        var titles = alerts.ToDictionary(stored => stored.Alert.Key, stored => CardWords.Without(account.Name, stored.Text.Title));
        var lines = new List<ThreadLine>();
        foreach (var plan in plans.Where(plan => plan.Card is { Version: > 0, Phase: not CardPhase.Superseded }))
        {
            var known = before.First(stored => stored.Card.Key == plan.Card.Key).Card.Causes;
            var zone = team.ZoneOf(plan.Card.For);
            int waiting = known.Count(cause => Lived(cause, changes, alerts));
            var told = changes
                .Select(change => (change.Transition, Text: Text(change.Transition, plan.Card, known, titles, team, zone)))
                .Where(step => step.Text is not null)
                .GroupBy(step => step.Text!, step => step.Transition.After);
            foreach (var step in told)
            {
                Alert[] about = [.. step];
                // Beside other causes a line says which of them it is about.
                string which = about.Length >= waiting || step.Key.StartsWith(OneMore, StringComparison.Ordinal)
                    ? ""
                    : $" ({string.Join(", ", about.Select(alert => titles[alert.Key]))})";
                lines.Add(new ThreadLine(plan.Card, Unique(plan.Card.Key, about[0]), step.Key + which));
            }
        }

        return lines;
    }

    private const string OneMore = "One more reason" + CardWords.Separator;

    private static string? Text(
        Transition step, Card card, IReadOnlyList<CardCause> known, Dictionary<AlertKey, string> titles, TeamDirectory team, DateTimeZone zone)
    {
        var alert = step.After;
        if (!card.Causes.Any(cause => Is(cause, alert)))
            return null;
        if (!known.Any(cause => Is(cause, alert)))
            return alert.IsLive ? OneMore + titles[alert.Key] : null;
        return step.Reason switch
        {
            AlertReasons.EvidenceChanged or AlertReasons.HoldCleared or AlertReasons.Unmuted => null,
            AlertReasons.Recovered => Recovered(step, team),
            AlertReasons.SeverityRaised => $"More urgent: {CardWords.Urgency(alert.Severity)}",
            AlertReasons.SeverityLowered => $"Less urgent: {CardWords.Urgency(alert.Severity)}",
            AlertReasons.OwnerChanged => alert.Status.Owner is { } owner ? $"Now with {NameOf(owner)}" : "Now without a CSM",
            AlertReasons.HandedOver => CardWords.HandedOver(alert.Status, NameOf),
            AlertReasons.Claimed => $"{NameOf(alert.Status.Assignee ?? "")} takes it",
            AlertReasons.PlaybookStarted => $"{NameOf(alert.Status.Playbook?.Owner ?? "")} began the steps",
            AlertReasons.StepDone or AlertReasons.StepUndone => Ticked(step, NameOf),
            AlertReasons.SnoozeEnded => "The snooze ended, and it still holds",
            AlertReasons.WokeWorse or AlertReasons.GotWorse => "It got worse",
            AlertReasons.WokeRenewal => "The renewal is near, and it still holds",
            AlertReasons.SponsorAsked => $"{NameOf(alert.Status.Sponsor?.AskedBy ?? "")} asks that our sponsor hears of this",
            AlertReasons.SponsorNoted => $"For our sponsor{CardWords.Separator}{alert.Status.Sponsor?.Note}",
            AlertReasons.SponsorHeld => $"{NameOf(alert.Status.Sponsor?.HeldBy ?? "")} keeps it from our sponsor for now{CardWords.Separator}{alert.Status.Sponsor?.HeldWhy}",
            _ => CardWords.State(alert.Status, NameOf, zone),
        };

        string NameOf(string email) => team.Of(email).Name;
    }

    private static string Recovered(Transition step, TeamDirectory team)
    {
        int days = (int)Math.Floor((step.At - step.After.OpenedAt).TotalDays);
        string text = days < 1 ? "Back to normal" : $"Back to normal after {ReadableValue.Days(days)}";
        return step.Before?.Status is { State: AlertState.Snoozed, Snooze: { } snooze } ? $"{text}. {team.Of(snooze.By).Name} had snoozed it" : text;
    }

    private static string? Ticked(Transition step, Func<string, string> nameOf)
    {
        IReadOnlyList<PlaybookStep> before = step.Before?.Status.Playbook?.Steps ?? [];
        IReadOnlyList<PlaybookStep> after = step.After.Status.Playbook?.Steps ?? [];
        var changed = before.Zip(after).FirstOrDefault(pair => pair.First != pair.Second);
        return changed switch
        {
            (_, { DoneBy: { } by } done) => $"Done{CardWords.Separator}{done.Text} ({nameOf(by)})",
            ({ } was, _) => $"Not done after all{CardWords.Separator}{was.Text}",
            _ => null,
        };
    }

    /// <summary>True for a cause that lived before the steps.</summary>
    private static bool Lived(CardCause cause, IReadOnlyList<AlertChange> changes, IReadOnlyList<StoredAlert> alerts) =>
        changes.FirstOrDefault(change => Is(cause, change.Transition.After)) is { } change
            ? change.Transition.Before?.IsLive == true
            : alerts.Any(stored => Is(cause, stored.Alert) && stored.Alert.IsLive);

    private static bool Is(CardCause cause, Alert alert) => cause.Alert == alert.Key && cause.Episode == alert.Episode;

    private static string Unique(string card, Alert alert) => string.Create(
        CultureInfo.InvariantCulture,
        $"line/{card}/{alert.Key.Trigger}/{alert.Key.SubjectKind}/{alert.Key.SubjectKey}/{alert.Episode}/{alert.Version}");
}
