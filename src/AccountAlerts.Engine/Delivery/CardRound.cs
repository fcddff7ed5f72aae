using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Begins rounds of routing, planning and composing: one for each evaluation and each click, with the team of that moment.</summary>
public sealed class CardRounds(IConversationBook book, AlertCatalogue catalogue, IRandomIds ids)
{
    public CardRound Begin(TeamDirectory team, DateTimeOffset now) => new(team, catalogue.Current, book, ids, now);
}

/// <summary>From alerts as they stand after a decision to the cards that tell of them: route, plan, compose.</summary>
public sealed class CardRound
{
    private readonly TeamDirectory _team;
    private readonly AlertSet _set;
    private readonly IConversationBook _book;
    private readonly IRandomIds _ids;
    private readonly DateTimeOffset _now;
    private readonly Router _router;

    internal CardRound(TeamDirectory team, AlertSet set, IConversationBook book, IRandomIds ids, DateTimeOffset now)
    {
        _team = team;
        _set = set;
        _book = book;
        _ids = ids;
        _now = now;
        _router = new Router(team);
    }

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
                _router.Decide(stored.Alert, ModeOf(stored.Alert.Key.Trigger), account, all, accountTeam, onCard.Contains(stored.Alert.Key)),
                announced.Contains(stored.Alert.Key))),
        ];
        return CardPlanner.Plan(file.AccountId, routed, file.Cards, _book.Of, _ids.Next, _now);
    }

    /// <summary>The planned cards with their messages, those left out that show it already.</summary>
    public IReadOnlyList<CardChange> Compose(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<PlannedCard> plans)
    {
        var byKey = alerts.ToDictionary(stored => stored.Alert.Key);
        var changes = new List<CardChange>();
        foreach (var plan in plans)
        {
            var message = CardComposer.Compose(plan, account, byKey, _team);
            if (!plan.Changed && MessageJson.Hash(MessageJson.Write(message)) == plan.DesiredHash)
                continue;
            bool first = plan.Card.Version == 0 && file.Cards.Count == 0;
            changes.Add(new CardChange(plan.Card with { Version = plan.Card.Version + 1 }, message, first ? Priority.FirstAlert : Priority.Alert));
        }

        return changes;
    }

    /// <summary>Something to say once to one reader.</summary>
    public Post Say(string uniqueKey, int accountId, string reader, Message message) =>
        new(uniqueKey, _ids.Next(), accountId, _book.Of(reader), message, Priority.Alert) { Reader = reader.ToLowerInvariant() };

    private TriggerMode ModeOf(string trigger) => _set.Find(trigger)?.Trigger.Mode ?? TriggerMode.Live;
}
