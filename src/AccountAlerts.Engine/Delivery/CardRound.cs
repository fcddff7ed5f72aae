using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Routing.Holds;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Begins rounds of routing, planning and composing: one for each evaluation and each click, with the team of that moment.</summary>
public sealed class CardRounds(
    IConversationBook book, AlertCatalogue catalogue, IRandomIds ids, TellingScenes scenes, RoutingRules routing, IMoneyAtRisk money, IFleetGuard guard,
    ProductLinks links)
{
    /// <summary>For an act of somebody of ours: what waits goes on waiting, and no budget is spent.</summary>
    public async Task<CardRound> BeginActAsync(TeamDirectory team, DateTimeOffset now, CancellationToken cancellation) =>
        await BeginAsync(team, await guard.CurrentAsync(now, cancellation), evaluation: false, now, cancellation);

    /// <param name="fleet">What the guard holds after it has seen this evaluation.</param>
    public Task<CardRound> BeginEvaluationAsync(TeamDirectory team, IFleetHolds fleet, DateTimeOffset now, CancellationToken cancellation) =>
        BeginAsync(team, fleet, evaluation: true, now, cancellation);

    private async Task<CardRound> BeginAsync(TeamDirectory team, IFleetHolds fleet, bool evaluation, DateTimeOffset now, CancellationToken cancellation)
    {
        var scene = await scenes.LoadAsync(team, fleet, evaluation, now, cancellation);
        var desk = new NewsDesk(scene, new Router(team, routing), catalogue.Current, money, reconsider: evaluation);
        return new CardRound(desk, routing, book, ids, links);
    }
}

/// <summary>What a round makes of one account.</summary>
/// <param name="Tellings">Those that are new or different.</param>
public sealed record AccountPlan(IReadOnlyList<PlannedCard> Cards, IReadOnlyList<Telling> Tellings)
{
    public static AccountPlan Nothing { get; } = new([], []);

    public bool HasCard => Cards.Any(plan => plan.Card.Phase == CardPhase.Live);
}

/// <summary>From alerts as they stand after a decision to how they are told, and to the cards that tell of them.</summary>
public sealed class CardRound(NewsDesk desk, RoutingRules routing, IConversationBook book, IRandomIds ids, ProductLinks links)
{
    private readonly Dictionary<string, Conversation> _places = new(StringComparer.Ordinal);

    public NewsDesk Desk => desk;

    private TellingScene Scene => desk.Scene;

    /// <summary>Whether any route may ask who is on the account's own team.</summary>
    public bool AsksForTeam(IReadOnlyList<StoredAlert> alerts) => alerts.Any(stored => stored.Alert.IsLive
        && (routing.InOrder.Count > 0 || desk.AudienceOf(stored.Alert).Any(role => role != Roles.Owner)));

    /// <summary>Decides how everything that is new is told, and which cards that makes.</summary>
    /// <param name="told">What was decided before, of the account's living alerts.</param>
    public AccountPlan Plan(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<Telling> told,
        IReadOnlyList<AccountTeamMember> accountTeam)
    {
        var news = desk.Look(file, account, alerts, told, accountTeam);
        desk.Decide(news.Items);
        return Plan(file, news);
    }

    /// <param name="news">With every item decided.</param>
    public AccountPlan Plan(AccountFile file, AccountNews news)
    {
        RoutedAlert[] routed = [.. news.Items.Select(item => new RoutedAlert(item.Stored, item.Telling!))];
        var cards = CardPlanner.Plan(file.AccountId, routed, file.Cards, PlaceOf, ids.Next, Scene.Now);
        var changes = new List<Telling>(news.Changes);
        var planned = new PlannedCard[cards.Count];
        for (int i = 0; i < cards.Count; i++)
            planned[i] = cards[i] with { StandsFor = StandInOn(cards[i].Card, news) };
        foreach (var item in news.Items)
        {
            var telling = item.Telling!;
            if (telling.ToldAt is null && CardOf(cards, item) is { } card)
            {
                telling = telling with
                {
                    Way = TellingWay.Card,
                    Reason = telling.Way == TellingWay.Card ? telling.Reason : TellingReasons.Joined,
                    Until = null,
                    ToldAt = Scene.Now,
                    ToldIn = card.Key,
                };
            }

            if (telling != item.Before)
                changes.Add(telling);
        }

        return new AccountPlan(planned, changes);
    }

    /// <summary>The planned cards with their messages, those left out that show it already.</summary>
    public IReadOnlyList<CardChange> Compose(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<PlannedCard> plans)
    {
        var byKey = alerts.ToDictionary(stored => stored.Alert.Key);
        var frame = new CardFrame(Scene.Team, links, alert => SponsorHears(alert, account));
        var changes = new List<CardChange>();
        foreach (var plan in plans)
        {
            var message = CardComposer.Compose(plan, account, byKey, frame);
            ReadOnlyMemory<byte>? written = null;
            if (!plan.Changed)
            {
                written = MessageJson.Utf8(message);
                if (MessageJson.Hash(written.Value.Span) == plan.DesiredHash)
                    continue;
            }

            bool first = plan.Card.Version == 0 && file.Cards.Count == 0;
            changes.Add(new CardChange(plan.Card with { Version = plan.Card.Version + 1 }, message, first ? Priority.FirstAlert : Priority.Alert) { Written = written });
        }

        return changes;
    }

    /// <summary>What is said under the cards of an account about the steps of this round.</summary>
    /// <param name="alerts">After the changes.</param>
    public IEnumerable<Post> Lines(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<AlertChange> changes, IReadOnlyList<PlannedCard> plans)
    {
        var lines = ThreadLines.Of(account, file.Cards, plans, alerts, changes, Scene.Team);
        foreach (var line in lines)
        {
            yield return new Post(line.Unique, ids.Next(), account.Id, line.Card.Conversation, Plain(line.Text), Priority.Alert)
            {
                ThreadOf = line.Card.Key,
                Reader = line.Card.For,
            };
        }

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

    /// <summary>The steps under the cards of an account: those that are new there, and those that are edited where they stand.</summary>
    /// <param name="alerts">After the changes.</param>
    public (IReadOnlyList<Post> Posts, IReadOnlyList<PostEdit> Edits) Steps(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<AlertChange> changes, IReadOnlyList<PlannedCard> plans)
    {
        var lists = Checklists.Of(account, file.Cards, plans, alerts, changes, Scene.Team);
        if (lists.Count == 0)
            return ([], []);
        var anew = lists.Where(list => list.Anew).Select(list => new Post(list.Unique, ids.Next(), account.Id, list.Card.Conversation, list.Message, Priority.Alert)
        {
            ThreadOf = list.Card.Key,
            Reader = list.Card.For,
        });
        return ([.. anew], [.. lists.Where(list => !list.Anew).Select(list => new PostEdit(list.Unique, list.Message))]);
    }

    /// <summary>Something to say once to one reader.</summary>
    public Post Say(string uniqueKey, int accountId, string reader, Message message) =>
        new(uniqueKey, ids.Next(), accountId, book.Of(reader), message, Priority.Alert) { Reader = reader.ToLowerInvariant() };

    /// <summary>As long as whose account it is can still say something about it.</summary>
    private DateTimeOffset? SponsorHears(Alert alert, AccountSnapshot account)
    {
        if (!alert.IsLive || account.OwnerEmail is not { } owner || !desk.AudienceOf(alert).Any(Roles.IsSponsor)
            || (alert.Status.Sponsor?.AskedBy is null && !SponsorRule.Concerns(alert, account))
            || !Scene.Team.Has(TeamRole.Executive))
            return null;
        var from = SponsorRule.From(alert, Scene.CalendarOf(owner));
        return Scene.Now < from ? from : null;
    }

    private Conversation PlaceOf(string reader)
    {
        if (!_places.TryGetValue(reader, out var place))
            _places[reader] = place = book.Of(reader);
        return place;
    }

    /// <summary>The live card that lists it, where that is enough telling.</summary>
    private Card? CardOf(IReadOnlyList<PlannedCard> cards, NewsItem item)
    {
        // Silent and held news is on a card only because it was told before: that tells nothing new.
        if (item.Telling!.Way is TellingWay.Silent or TellingWay.Held)
            return null;
        var place = PlaceOf(item.Reader);
        foreach (var plan in cards)
        {
            if (plan.Card.Phase == CardPhase.Live && plan.Card.Kind == item.News.Alert.Kind && plan.Card.Conversation == place
                && CardPlanner.IsOn(plan.Card, item.News.Alert) && (plan.Card.Version == 0 || Joins(item)))
                return plan.Card;
        }

        return null;
    }

    private static bool Joins(NewsItem item) => new RoutedAlert(item.Stored, item.Telling!).Joins;

    private StandIn? StandInOn(Card card, AccountNews news)
    {
        var item = news.Items.Find(other => other.Telling!.StandsFor is not null && other.News.Alert.Kind == card.Kind && PlaceOf(other.Reader) == card.Conversation
            && CardPlanner.IsOn(card, other.News.Alert));
        if (item?.Telling!.StandsFor is not { } whose)
            return null;
        var now = Scene.StandInOf(whose);
        return new StandIn(item.Reader, whose, now.Until) { Why = now.Why };
    }
}
