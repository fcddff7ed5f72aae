using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>From alerts as they stand after a decision to the cards that tell of them: route, plan, compose. One for a tick's team, one for a click's.</summary>
/// <param name="modeOf">A trigger's mode, by name.</param>
/// <param name="conversationOf">Where a reader is reached.</param>
public sealed class CardRound(
    TeamDirectory team, Func<string, TriggerMode> modeOf, Func<string, Conversation> conversationOf, IRandomIds ids, DateTimeOffset now)
{
    private readonly Router _router = new(team);

    /// <param name="announced">Keys that this round announces.</param>
    public IReadOnlyList<PlannedCard> Plan(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlySet<AlertKey> announced,
        IReadOnlyList<AccountTeamMember> accountTeam)
    {
        Alert[] all = [.. alerts.Select(stored => stored.Alert)];
        HashSet<AlertKey> onCard = [.. file.Cards.Where(stored => stored.Card.Phase == CardPhase.Live).SelectMany(stored => stored.Card.Causes).Select(cause => cause.Alert)];
        RoutedAlert[] routed =
        [
            .. alerts.Where(stored => stored.Alert.IsLive).Select(stored => new RoutedAlert(
                stored,
                _router.Decide(stored.Alert, modeOf(stored.Alert.Key.Trigger), account, all, accountTeam, onCard.Contains(stored.Alert.Key)),
                announced.Contains(stored.Alert.Key))),
        ];
        return CardPlanner.Plan(file.AccountId, routed, file.Cards, conversationOf, ids.Next, now);
    }

    /// <summary>The planned cards with their messages, those left out that show it already.</summary>
    public IReadOnlyList<CardChange> Compose(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<PlannedCard> plans)
    {
        var byKey = alerts.ToDictionary(stored => stored.Alert.Key);
        var changes = new List<CardChange>();
        foreach (var plan in plans)
        {
            var message = CardComposer.Compose(plan, account, byKey, team);
            if (!plan.Changed && MessageJson.Hash(MessageJson.Write(message)) == plan.DesiredHash)
                continue;
            bool first = plan.Card.Version == 0 && file.Cards.Count == 0;
            changes.Add(new CardChange(plan.Card with { Version = plan.Card.Version + 1 }, message, first ? Priority.FirstAlert : Priority.Alert));
        }

        return changes;
    }
}
