using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Begins rounds of routing, planning and composing: one for each evaluation and each click, with the team of that moment.</summary>
public sealed class CardRounds(IConversationBook book, AlertCatalogue catalogue, IRandomIds ids, ProductLinks links)
{
    public CardRound Begin(TeamDirectory team, DateTimeOffset now) => new(team, catalogue.Current, book, ids, links, now);
}

/// <summary>From alerts as they stand after a decision to the cards that tell of them: route, plan, compose.</summary>
public sealed class CardRound
{
    private readonly TeamDirectory _team;
    private readonly AlertSet _set;
    private readonly IConversationBook _book;
    private readonly IRandomIds _ids;
    private readonly ProductLinks _links;
    private readonly DateTimeOffset _now;
    private readonly Router _router;

    internal CardRound(TeamDirectory team, AlertSet set, IConversationBook book, IRandomIds ids, ProductLinks links, DateTimeOffset now)
    {
        _team = team;
        _set = set;
        _book = book;
        _ids = ids;
        _links = links;
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
            var message = CardComposer.Compose(plan, account, byKey, _team, _links);
            if (!plan.Changed && MessageJson.Hash(MessageJson.Write(message)) == plan.DesiredHash)
                continue;
            bool first = plan.Card.Version == 0 && file.Cards.Count == 0;
            changes.Add(new CardChange(plan.Card with { Version = plan.Card.Version + 1 }, message, first ? Priority.FirstAlert : Priority.Alert));
        }

        return changes;
    }

    /// <summary>What is said under the cards of an account about the steps of this round.</summary>
    /// <param name="alerts">After the changes.</param>
    public IEnumerable<Post> Lines(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<AlertChange> changes, IReadOnlyList<PlannedCard> plans)
    {
        var lines = ThreadLines.Of(account, file.Cards, plans, alerts, changes, _team);
        foreach (var line in lines)
            yield return new Post(line.Unique, _ids.Next(), account.Id, line.Conversation, Plain(line.Text), Priority.Alert) { ThreadOf = line.CardKey };
        if (lines.Count > 0)
            yield break;

        // Without a card there is no thread: who snoozed it from a list is told by a message.
        foreach (var step in changes.Select(change => change.Transition))
        {
            if (step is { Reason: AlertReasons.Recovered, Before.Status: { State: AlertState.Snoozed, Snooze: { } snooze } })
            {
                var key = step.After.Key;
                yield return Say(
                    $"recovered/{key.AccountId}/{key.Trigger}/{key.SubjectKind}/{key.SubjectKey}/{step.After.Episode}", account.Id, snooze.By,
                    Plain($"Back to normal{CardWords.Separator}{account.Name}. You had snoozed it.") with { Tone = Tone.Done });
            }
        }

        static Message Plain(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };
    }

    /// <summary>Something to say once to one reader.</summary>
    public Post Say(string uniqueKey, int accountId, string reader, Message message) =>
        new(uniqueKey, _ids.Next(), accountId, _book.Of(reader), message, Priority.Alert) { Reader = reader.ToLowerInvariant() };

    private TriggerMode ModeOf(string trigger) => _set.Find(trigger)?.Trigger.Mode ?? TriggerMode.Live;
}
