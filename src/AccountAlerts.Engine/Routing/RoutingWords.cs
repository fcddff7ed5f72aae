namespace AccountAlerts.Engine.Routing;

/// <summary>Machine-readable reasons in plain words, for operators and for the pages.</summary>
public static class RoutingWords
{
    public static string Way(TellingWay way) => way switch
    {
        TellingWay.Card => "card",
        TellingWay.Digest => "digest",
        TellingWay.Bundle => "bundle",
        TellingWay.Held => "held",
        _ => "silent",
    };

    public static string Why(string reason) => reason switch
    {
        TellingReasons.Urgent => "at once",
        TellingReasons.HandedOver => "at once: somebody handed it over",
        TellingReasons.Joined => "on the card that is there anyway",
        TellingReasons.Digest => "it is not urgent",
        TellingReasons.Route => "by its route",
        TellingReasons.Quiet => "quiet hours",
        TellingReasons.Budget => "enough cards for today or this week",
        TellingReasons.Bundle => "many at once: in one message",
        TellingReasons.Guard => "many customers at once: the data is checked first",
        TellingReasons.Stale => "its data is late",
        TellingReasons.Gap => "the service was away for hours",
        TellingReasons.Observed => "only watched",
        TellingReasons.Standing => "already so when we started",
        TellingReasons.Handover => "told with the handover",
        TellingReasons.WaitsForRisk => "waits while something is at risk, urgent or unpaid",
        TellingReasons.OwnerFirst => "the owner hears of it first",
        TellingReasons.HeldByOwner => "held by the owner",
        TellingReasons.Muted => "the customer is muted",
        TellingReasons.MutedByReader => "the reader muted the customer",
        TellingReasons.Taken => "somebody was on it already",
        TellingReasons.Moved => "somebody else reads it",
        TellingReasons.Overtaken => "something newer was told",
        TellingReasons.Nobody => "leads to nobody",
        _ => reason,
    };

    public static string Found(string found) => found switch
    {
        RouteReasons.Assignee => "handed over",
        RouteReasons.Owner => "the account's owner",
        RouteReasons.OwnersManager => "the owner's manager",
        RouteReasons.AccountTeam => "the account's own team",
        RouteReasons.OnlyMember => "the only one with the role",
        RouteReasons.Audience => "Routing:Audiences",
        RouteReasons.InsteadOwner => "nobody has the role: the owner",
        RouteReasons.Pool => "no owner: the pool",
        RouteReasons.Named => "named by the route",
        RouteReasons.Subscribed => "asked to hear of it",
        RouteReasons.Confidential => "confidential: only owner and manager",
        _ => "nobody",
    };
}
