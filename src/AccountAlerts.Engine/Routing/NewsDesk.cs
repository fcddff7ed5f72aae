using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing.Holds;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Routing;

/// <summary>
/// Decides for each piece of news and reader, once, how it is told. What is decided stays so; what waits is looked at again, since its
/// reader may have gone or what held it may be over.
/// </summary>
/// <param name="reconsider">False between evaluations: then only what is new, taken or moved is decided.</param>
public sealed class NewsDesk(TellingScene scene, Router router, AlertSet set, IMoneyAtRisk money, bool reconsider)
{
    private static readonly string[] OwnerOnly = [Roles.Owner];

    private readonly IReadOnlyDictionary<string, Trigger> _triggers = set.ByName;

    /// <summary>The budget is spent by asking, and an account may be asked about again: it gets the answer that it got before.</summary>
    private readonly Dictionary<(AlertKey Alert, int Episode, int News, string Reader), Objection?> _given = [];

    public TellingScene Scene => scene;

    public IReadOnlyList<string> AudienceOf(Alert alert)
    {
        var audience = _triggers.GetValueOrDefault(alert.Key.Trigger)?.Audience ?? OwnerOnly;
        // A manager may ask that an executive hears of what its file does not name them for.
        return alert.Status.Sponsor?.AskedBy is null || audience.Any(Roles.IsSponsor) ? audience : [.. audience, Roles.Executive];
    }

    public Itinerary Route(Alert alert, AccountSnapshot account, IReadOnlyList<AccountTeamMember> accountTeam) =>
        router.Decide(alert, AudienceOf(alert), account, accountTeam);

    /// <summary>Sees who hears of an account's alerts, and which of it must still be decided.</summary>
    /// <param name="told">What was decided before, of the alerts' episodes.</param>
    public AccountNews Look(
        AccountFile file, AccountSnapshot account, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<Telling> told, IReadOnlyList<AccountTeamMember> accountTeam)
    {
        var found = new AccountNews(account);
        Alert[] all = [.. alerts.Select(stored => stored.Alert)];
        double? atRisk = money.Of(account);
        foreach (var stored in alerts)
        {
            var alert = stored.Alert;
            if (!alert.IsLive || alert.State == AlertState.Standing || alert.Status.News == 0)
                continue;
            var mode = _triggers.GetValueOrDefault(alert.Key.Trigger)?.Mode ?? TriggerMode.Live;
            var before = told.Where(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode).ToList();
            foreach (var route in Route(alert, account, accountTeam).Reaching)
                LookAt(found, stored, new News(alert, mode, account, all, route, route.Reader!, atRisk), before, file);

            // Whoever waited for it and is no reader any more, or waited for something that is old by now, need not be told.
            foreach (var telling in before.Where(telling => telling.IsWaiting))
            {
                if (telling.News < alert.Status.News)
                    found.Changes.Add(Silenced(telling, TellingReasons.Overtaken));
                else if (!found.Items.Exists(item => item.Stored.Alert.Key == alert.Key && item.Reader == telling.Reader))
                    found.Changes.Add(Silenced(telling, TellingReasons.Moved));
            }
        }

        return found;
    }

    /// <summary>Decides what is open, the most important first.</summary>
    public void Decide(IEnumerable<NewsItem> items)
    {
        foreach (var item in items.Where(item => item.Open).OrderByDescending(item => item.News.Alert.Severity).ThenByDescending(item => item.News.Money ?? -1)
            .ThenBy(item => item.News.Account.Id).ThenBy(item => item.News.Alert.Key.Trigger, StringComparer.Ordinal)
            .ThenBy(item => item.News.Alert.Key.SubjectKey, StringComparer.Ordinal).ThenBy(item => item.Reader, StringComparer.Ordinal))
            item.Telling = Decide(item);
    }

    /// <summary>What would become of the news right now, for each route; nothing is decided by asking.</summary>
    public IReadOnlyList<Prospect> Foresee(Alert alert, AccountSnapshot account, IReadOnlyList<Alert> others, Itinerary itinerary)
    {
        var mode = _triggers.GetValueOrDefault(alert.Key.Trigger)?.Mode ?? TriggerMode.Live;
        double? atRisk = money.Of(account);
        return
        [
            .. itinerary.Routes.Select(route =>
            {
                if (route.Reader is not { } reader)
                    return new Prospect(route, null, null);
                var standIn = scene.StandInOf(reader);
                return new Prospect(route, standIn, HoldRules.Of(new News(alert, mode, account, others, route, standIn.Reader, atRisk), scene));
            }),
        ];
    }

    private void LookAt(AccountNews found, StoredAlert stored, News news, List<Telling> before, AccountFile file)
    {
        string meant = news.Reader;
        var current = before.Where(telling => telling.News == news.Alert.Status.News && telling.Reason != TellingReasons.Moved).ToList();
        var existing = current.Find(telling => telling.Meant == meant) ?? current.Find(telling => telling.Reader == meant);
        var standIn = scene.StandInOf(meant);

        // Told or refused stays with whom it was told to, also when the absent one is back.
        bool final = existing is { IsWaiting: false };
        string reader = final ? existing!.Reader : standIn.Reader;
        if (found.Items.Exists(item => item.Stored.Alert.Key == stored.Alert.Key && item.Reader == reader))
            return;
        existing = existing?.Reader == reader ? existing : null;
        bool changedHands = existing is null && news.Route.Found == RouteReasons.Owner
            && before.Exists(telling => telling.News == news.Alert.Status.News && telling.ToldAt is not null && telling.Role == Roles.Owner && telling.Meant != meant);
        var item = new NewsItem(stored, news with { Reader = reader, ChangedHands = changedHands }, reader == meant ? null : meant, existing);
        item.Open = !final && (existing is null || news.Alert.State != AlertState.Open || (reconsider && MayGo(existing)));
        item.Adopted = existing is null ? file.Cards.FirstOrDefault(card => IsShownBy(card.Card, item)) : null;
        found.Items.Add(item);
    }

    /// <summary>What waits for a message of its own goes out with it; a handover that does not come is not waited for longer than a day.</summary>
    private bool MayGo(Telling held) => held.Way == TellingWay.Held && held.Reason switch
    {
        TellingReasons.Gap => false,
        TellingReasons.Handover => held.Until <= scene.Now,
        _ => true,
    };

    /// <summary>A card from before there were tellings has told it already.</summary>
    private static bool IsShownBy(Card card, NewsItem item) =>
        card.Phase == CardPhase.Live && card.Kind == item.News.Alert.Kind && card.Conversation.Id.Equals(item.Reader, StringComparison.OrdinalIgnoreCase)
        && item.News.Alert.Status.News == 1 && CardPlanner.IsOn(card, item.News.Alert);

    private Telling Decide(NewsItem item)
    {
        var (alert, news) = (item.News.Alert, item.News);
        if (item.Adopted?.Card is { } card)
            return New(item, TellingWay.Card, TellingReasons.Urgent, null) with { ToldAt = card.CreatedAt, ToldIn = card.Key };

        var key = (alert.Key, alert.Episode, alert.Status.News, item.Reader);
        if (!_given.TryGetValue(key, out var hold))
            _given[key] = hold = HoldRules.Of(news, scene);
        if (hold is null)
            return New(item, TellingWay.Card, news.ByHand ? TellingReasons.HandedOver : TellingReasons.Urgent, null);
        bool asBefore = item.Before is { } before && before.Way == hold.Way && before.Reason == hold.Reason && before.Until == hold.Until;
        return asBefore ? item.Before! : New(item, hold.Way, hold.Reason, hold.Until);
    }

    private Telling New(NewsItem item, TellingWay way, string reason, DateTimeOffset? until) => new(
        item.News.Alert.Key, item.News.Alert.Episode, item.News.Alert.Status.News, item.Reader, way, reason, scene.Now, until, null, null,
        item.News.Alert.Kind, item.News.Alert.Severity, item.News.Money)
    {
        StandsFor = item.StandsFor,
        Role = item.News.Route.Role,
    };

    private Telling Silenced(Telling telling, string reason) =>
        telling with { Way = TellingWay.Silent, Reason = reason, Until = null, DecidedAt = scene.Now };
}

/// <summary>What would become of news on one route.</summary>
/// <param name="StandIn">Who would read it; null where the route leads to nobody.</param>
/// <param name="Against">What speaks against a card; null: it would be one.</param>
public sealed record Prospect(Route Route, StandIn? StandIn, Objection? Against)
{
    public TellingWay? Way => StandIn is null ? null : Against?.Way ?? TellingWay.Card;

    public string Reason => StandIn is null ? TellingReasons.Nobody : Against?.Reason ?? TellingReasons.Urgent;
}

/// <summary>What an account has to tell, and to whom.</summary>
public sealed class AccountNews(AccountSnapshot account)
{
    public AccountSnapshot Account => account;

    public List<NewsItem> Items { get; } = [];

    /// <summary>Tellings that are over, whatever is decided.</summary>
    public List<Telling> Changes { get; } = [];
}

/// <summary>One piece of news before one reader.</summary>
/// <param name="before">What was decided for the reader; null for a new one.</param>
public sealed class NewsItem(StoredAlert stored, News news, string? standsFor, Telling? before)
{
    public StoredAlert Stored => stored;

    public News News => news;

    public string Reader => news.Reader;

    public string? StandsFor => standsFor;

    public Telling? Before { get; } = before;

    /// <summary>To be decided.</summary>
    public bool Open { get; internal set; }

    internal StoredCard? Adopted { get; set; }

    /// <summary>Null until it is decided.</summary>
    public Telling? Telling { get; internal set; } = before;
}
