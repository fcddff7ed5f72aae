using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>A live alert that was announced, before one of its readers.</summary>
/// <param name="Telling">How its newest news is told to the reader.</param>
public sealed record RoutedAlert(StoredAlert Stored, Telling Telling)
{
    public Alert Alert => Stored.Alert;

    public string Reader => Telling.Reader;

    /// <summary>To be told by a message of its own, now.</summary>
    public bool Announce => Telling is { Way: TellingWay.Card, ToldAt: null };

    /// <summary>The reader knows of it: a card may list it without telling it first.</summary>
    public bool Told => Telling.ToldAt is not null;

    /// <summary>Belongs on a card by itself; not merely listed there because one exists.</summary>
    public bool HasCard => Telling.Way == TellingWay.Card;

    /// <summary>Not urgent: a card that exists lists it in place, which is all the telling it needs.</summary>
    public bool Joins => Telling is { Way: TellingWay.Digest, Reason: TellingReasons.Digest or TellingReasons.Route };

    /// <summary>Would come later as a row: a new message about the account may as well say it now.</summary>
    public bool Waits => Telling is { ToldAt: null, Way: TellingWay.Digest or TellingWay.Bundle };
}

/// <summary>What becomes of one card.</summary>
/// <param name="Card">As it should be; still with the version that was seen (0 for a new one).</param>
/// <param name="DesiredHash">Of what it shows so far; null for a new one.</param>
/// <param name="MovedTo">For a closed card whose causes live on elsewhere: who has them now.</param>
public sealed record PlannedCard(Card Card, string? DesiredHash, bool Changed, string? MovedTo)
{
    /// <summary>Whose card it is, if its reader stands in for somebody who is away.</summary>
    public StandIn? StandsFor { get; init; }
}

/// <summary>Decides which cards an account has: which stay, which end, and which are told by a new message. Pure.</summary>
public static class CardPlanner
{
    public static IReadOnlyList<PlannedCard> Plan(
        int accountId, IReadOnlyList<RoutedAlert> alerts, IReadOnlyList<StoredCard> newest, Func<string, Conversation> conversationOf,
        Func<string> nextKey, DateTimeOffset now)
    {
        var places = alerts
            .GroupBy(routed => (routed.Alert.Kind, Conversation: conversationOf(routed.Reader)))
            .ToDictionary(group => group.Key, group => group.ToList());
        var plans = new List<PlannedCard>();

        foreach (var stored in newest)
        {
            var card = stored.Card;
            if (card.Phase != CardPhase.Live)
                continue;
            if (!places.Remove((card.Kind, card.Conversation), out var causes) || !(causes.Exists(cause => cause.Announce) || causes.Exists(cause => IsOn(card, cause.Alert))))
            {
                plans.Add(new PlannedCard(card with { Phase = CardPhase.Closed }, stored.DesiredHash, true, MovedTo(card, alerts)));
            }
            else if (causes.Exists(cause => cause.Announce))
            {
                plans.Add(new PlannedCard(card with { Phase = CardPhase.Superseded }, stored.DesiredHash, true, null));
                plans.Add(New(card.Generation + 1, card.Kind, card.Conversation, causes, card));
            }
            else
            {
                var joined = Join(card, causes);
                plans.Add(new PlannedCard(joined, stored.DesiredHash, joined.Revision != card.Revision, null));
            }
        }

        // What was told by a card and has none any more (its conversation changed) gets one, unless it is asleep or taken.
        foreach (var ((kind, conversation), causes) in places)
        {
            if (!causes.Exists(cause => cause.Announce || (cause.HasCard && cause.Alert.State == AlertState.Open)))
                continue;
            int last = 0;
            foreach (var stored in newest)
            {
                if (stored.Card.Kind == kind && stored.Card.Conversation == conversation)
                    last = Math.Max(last, stored.Card.Generation);
            }

            plans.Add(New(last + 1, kind, conversation, causes, null));
        }

        return plans;

        PlannedCard New(int generation, TriggerKind kind, Conversation conversation, List<RoutedAlert> causes, Card? before)
        {
            var card = new Card
            {
                Key = nextKey(),
                AccountId = accountId,
                Kind = kind,
                Conversation = conversation,
                Reader = causes[0].Reader,
                Generation = generation,
                Causes =
                [
                    .. Ranked(causes.Where(cause => cause.Announce || cause.Told || cause.Waits || (before is not null && IsOn(before, cause.Alert))))
                        .Select((alert, index) => new CardCause(index + 1, alert.Key, alert.Episode, 1)),
                ],
                Version = 0,
                CreatedAt = now,
            };
            return new PlannedCard(card, null, true, null);
        }
    }

    internal static bool IsOn(Card card, Alert alert)
    {
        foreach (var cause in card.Causes)
        {
            if (cause.Alert == alert.Key && cause.Episode == alert.Episode)
                return true;
        }

        return false;
    }

    // The worst is the headline; among equals the newest, since that is what changed.
    private static IEnumerable<Alert> Ranked(IEnumerable<RoutedAlert> causes) => causes.Select(routed => routed.Alert)
        .OrderByDescending(alert => alert.Severity).ThenByDescending(alert => alert.OpenedAt)
        .ThenBy(alert => alert.Key.Trigger, StringComparer.Ordinal).ThenBy(alert => alert.Key.SubjectKey, StringComparer.Ordinal);

    private static Card Join(Card card, List<RoutedAlert> causes)
    {
        Alert[] joining = [.. Ranked(causes.Where(cause => (cause.Told || cause.Joins) && !IsOn(card, cause.Alert)))];
        if (joining.Length == 0)
            return card;
        int revision = card.Revision + 1;
        int last = card.Causes.Select(cause => cause.Number).DefaultIfEmpty(0).Max();
        return card with
        {
            Revision = revision,
            Causes = [.. card.Causes, .. joining.Select((alert, index) => new CardCause(last + index + 1, alert.Key, alert.Episode, revision))],
        };
    }

    private static string? MovedTo(Card card, IReadOnlyList<RoutedAlert> alerts) =>
        alerts.FirstOrDefault(routed => IsOn(card, routed.Alert))?.Reader;
}
