using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The steps of one alert, said under one card.</summary>
/// <param name="Unique">Under which it is said once, and edited from then on.</param>
/// <param name="Anew">True if the card has not shown it yet.</param>
public sealed record Checklist(Card Card, string Unique, Message Message, bool Anew);

/// <summary>
/// The steps that somebody began, as a message of their own below the card: each with a button that ticks it off, for everybody who sees
/// the card. A newer card gets its own, and the old one loses its buttons. Pure.
/// </summary>
public static class Checklists
{
    /// <param name="before">The account's cards before the steps.</param>
    /// <param name="alerts">The newest episode of each key, after the changes.</param>
    /// <returns>Those that are new, or may look different by now.</returns>
    public static IReadOnlyList<Checklist> Of(
        AccountSnapshot account, IReadOnlyList<StoredCard> before, IReadOnlyList<PlannedCard> plans, IReadOnlyList<StoredAlert> alerts,
        IReadOnlyList<AlertChange> changes, TeamDirectory team)
    {
        StoredAlert[] begun = [.. alerts.Where(stored => stored.Alert.Status.Playbook is not null)];
        if (begun.Length == 0)
            return [];
        var lists = new List<Checklist>();
        foreach (var card in plans.Select(plan => plan.Card))
        {
            var shown = before.FirstOrDefault(stored => stored.Card.Key == card.Key)?.Card.Causes ?? [];
            foreach (var cause in card.Causes)
            {
                if (Array.Find(begun, stored => Is(cause, stored.Alert)) is not { } stored)
                    continue;
                var change = changes.FirstOrDefault(change => Is(cause, change.Transition.After))?.Transition;
                bool anew = card.Phase == CardPhase.Live && stored.Alert.IsLive
                    && (change?.Reason == AlertReasons.PlaybookStarted || !shown.Any(known => Is(known, stored.Alert)));
                if (anew || change is not null || card.Phase != CardPhase.Live)
                    lists.Add(new Checklist(card, Unique(card.Key, stored.Alert), Draw(account, card, cause, stored, team), anew));
            }
        }

        return lists;
    }

    private static Message Draw(AccountSnapshot account, Card card, CardCause cause, StoredAlert stored, TeamDirectory team)
    {
        var playbook = stored.Alert.Status.Playbook!;
        var zone = team.ZoneOf(card.For);
        bool open = card.Phase == CardPhase.Live && stored.Alert.IsLive;
        string handle = new CardHandle(card.Key, card.Revision).ToString();
        int done = playbook.Steps.Count(step => step.DoneBy is not null);
        string state = playbook.IsDone ? "all done" : string.Create(CultureInfo.InvariantCulture, $"{done} of {playbook.Steps.Count} done");
        string about = card.Causes.Count > 1 ? CardWords.Separator + CardWords.Without(account.Name, stored.Text.Title) : "";
        var rows = playbook.Steps.Select((step, index) => new MessageRow(
            [new Span((step.DoneBy is null ? "\u2610 " : "\u2611 ") + step.Text)],
            step is { DoneBy: { } by, DoneAt: { } at } ? $"{team.Of(by).Name}, {CardWords.Day(at, zone)}" : "",
            open ? [ButtonOf(handle, cause.Number, index, step)] : []));
        return new Message
        {
            Text = $"Steps for {account.Name}: {state}",
            Tone = playbook.IsDone || !open ? Tone.Done : Tone.Neutral,
            Blocks =
            [
                new Paragraph([new Span("Steps", SpanStyle.Strong), new Span($" ({team.Of(playbook.Owner).Name}, by {ReadableValue.NearDate(playbook.DueOn)}): {state}{about}")]),
                new RowList([.. rows]),
            ],
        };
    }

    private static Button ButtonOf(string card, int cause, int index, PlaybookStep step)
    {
        string choice = string.Create(CultureInfo.InvariantCulture, $"{cause}.{index}.{(step.DoneBy is null ? 1 : 0)}");
        return new Button(Actions.TickStep, step.DoneBy is null ? "Tick off" : "Not done after all", new StepHandle(card, choice).ToString());
    }

    private static bool Is(CardCause cause, Alert alert) => cause.Alert == alert.Key && cause.Episode == alert.Episode;

    private static string Unique(string card, Alert alert) => string.Create(
        CultureInfo.InvariantCulture, $"steps/{card}/{alert.Key.Trigger}/{alert.Key.SubjectKind}/{alert.Key.SubjectKey}/{alert.Episode}");
}
