using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>An alert after a round of decisions.</summary>
/// <param name="Announce">True if this round says that people must be told anew.</param>
public sealed record RoutedAlert(StoredAlert Stored, Route Route, bool Announce)
{
    public Alert Alert => Stored.Alert;
}

/// <summary>What becomes of one card.</summary>
/// <param name="Card">As it should be; still with the version that was seen (0 for a new one).</param>
/// <param name="DesiredHash">Of what it shows so far; null for a new one.</param>
/// <param name="MovedTo">For a closed card whose causes live on elsewhere: who has them now.</param>
public sealed record PlannedCard(Card Card, string? DesiredHash, bool Changed, string? MovedTo);

/// <summary>Decides which cards an account has: which stay, which end, and which are told by a new message. Pure.</summary>
public static class CardPlanner
{
    public static IReadOnlyList<PlannedCard> Plan(
        int accountId, IReadOnlyList<RoutedAlert> alerts, IReadOnlyList<StoredCard> newest, Func<string, Conversation> conversationOf,
        Func<string> nextKey, DateTimeOffset now)
    {
        var wanted = alerts
            .Where(routed => routed.Alert.IsLive && routed.Route is { Card: true, Reader: not null })
            .GroupBy(routed => (routed.Alert.Kind, Conversation: conversationOf(routed.Route.Reader!)))
            .ToDictionary(group => group.Key, group => group.ToList());
        var plans = new List<PlannedCard>();

        foreach (var stored in newest.Where(stored => stored.Card.Phase == CardPhase.Live))
        {
            var card = stored.Card;
            if (!wanted.Remove((card.Kind, card.Conversation), out var causes))
            {
                plans.Add(new PlannedCard(card with { Phase = CardPhase.Closed }, stored.DesiredHash, true, MovedTo(card, alerts)));
            }
            else if (causes.Exists(cause => cause.Announce))
            {
                plans.Add(new PlannedCard(card with { Phase = CardPhase.Superseded }, stored.DesiredHash, true, null));
                plans.Add(New(card.Generation + 1, card.Kind, card.Conversation));
            }
            else
            {
                var joined = Join(card, Shown(card.Kind, card.Conversation));
                plans.Add(new PlannedCard(joined, stored.DesiredHash, joined.Revision != card.Revision, null));
            }
        }

        // Asleep or taken alerts get no new card, wherever they belong now; one that is open does.
        foreach (var ((kind, conversation), causes) in wanted.Where(place => place.Value.Exists(cause => cause.Alert.State == AlertState.Open)))
        {
            int last = newest.Where(stored => stored.Card.Kind == kind && stored.Card.Conversation == conversation)
                .Select(stored => stored.Card.Generation).DefaultIfEmpty(0).Max();
            plans.Add(New(last + 1, kind, conversation));
        }

        return plans;

        PlannedCard New(int generation, TriggerKind kind, Conversation conversation)
        {
            var card = new Card
            {
                Key = nextKey(),
                AccountId = accountId,
                Kind = kind,
                Conversation = conversation,
                Reader = ReaderOf(conversation),
                Generation = generation,
                Causes = [.. Shown(kind, conversation).Select((alert, index) => new CardCause(index + 1, alert.Key, alert.Episode, 1))],
                Version = 0,
                CreatedAt = now,
            };
            return new PlannedCard(card, null, true, null);
        }

        string? ReaderOf(Conversation conversation) => alerts.Select(routed => routed.Route.Reader)
            .FirstOrDefault(reader => reader is not null && conversationOf(reader) == conversation)?.ToLowerInvariant();

        // A card lists every announced alert of its kind and reader, also those that would not have made a card of their own. The worst
        // is the headline; among equals the newest, since that is what changed.
        Alert[] Shown(TriggerKind kind, Conversation conversation) =>
        [
            .. alerts.Where(routed => routed.Alert.IsLive && routed.Alert.State != AlertState.Standing && routed.Alert.Kind == kind
                    && routed.Route is { Reader: { } reader, Reason: not RouteReasons.Observed } && conversationOf(reader) == conversation)
                .OrderByDescending(routed => routed.Alert.Severity).ThenByDescending(routed => routed.Alert.OpenedAt)
                .ThenBy(routed => routed.Alert.Key.Trigger, StringComparer.Ordinal).ThenBy(routed => routed.Alert.Key.SubjectKey, StringComparer.Ordinal)
                .Select(routed => routed.Alert),
        ];
    }

    private static Card Join(Card card, Alert[] shown)
    {
        Alert[] joining = [.. shown.Where(alert => !card.Causes.Any(cause => cause.Alert == alert.Key && cause.Episode == alert.Episode))];
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

    private static string? MovedTo(Card card, IReadOnlyList<RoutedAlert> alerts) => alerts
        .Where(routed => routed.Alert.IsLive && routed.Route is { Card: true, Reader: not null }
            && card.Causes.Any(cause => cause.Alert == routed.Alert.Key && cause.Episode == routed.Alert.Episode))
        .Select(routed => routed.Route.Reader).FirstOrDefault();
}
