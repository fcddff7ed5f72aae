namespace AccountAlerts.Engine.Routing;

/// <summary>In which way a route tells; the hold rules may still keep it back.</summary>
public enum RouteWay
{
    /// <summary>As a card of its own.</summary>
    Card,

    /// <summary>As a row of the digest.</summary>
    Digest,

    /// <summary>Not at all; counted only.</summary>
    Off,
}

/// <summary>One reader of an alert.</summary>
/// <param name="Role">As whom they read it: <c>owner</c>, <c>manager</c>, <c>sales</c>..., or the channel or address that a setting names.</param>
/// <param name="Reader">E-mail address in lower case, or a channel; null where the role leads to nobody.</param>
/// <param name="Found">How the role led to the reader, one of <see cref="RouteReasons"/>.</param>
public sealed record Route(string Role, string? Reader, RouteWay Way, string Found);

/// <summary>Who hears of an alert, and which rule says so.</summary>
/// <param name="Rule">The rule's name in the settings, or one of <see cref="RouteRules"/>.</param>
/// <param name="Routes">At most one per reader; those to nobody are kept, to be explained.</param>
public sealed record Itinerary(string Rule, IReadOnlyList<Route> Routes)
{
    public IEnumerable<Route> Reaching => Routes.Where(route => route.Reader is not null);
}

/// <summary>Rules that hold without any setting; a rule of the settings comes before all but the first.</summary>
public static class RouteRules
{
    /// <summary>Somebody handed it to somebody.</summary>
    public const string HandedOver = "handed over";

    /// <summary>The roles that its file names, by severity and kind.</summary>
    public const string Standard = "standard";

    /// <summary>The segment's accounts are taken by whoever takes them.</summary>
    public const string Pooled = "pooled";

    /// <summary>The segment's accounts make no cards but the critical ones of large customers.</summary>
    public const string TechTouch = "tech-touch";
}

/// <summary>How a role led to its reader; machine-readable.</summary>
public static class RouteReasons
{
    public const string Assignee = "assignee";
    public const string Owner = "owner";

    /// <summary>Whom the team file calls the owner's manager.</summary>
    public const string OwnersManager = "manager-of-owner";

    /// <summary>A row of the account's own team.</summary>
    public const string AccountTeam = "account-team";

    /// <summary>Nobody else has the role.</summary>
    public const string OnlyMember = "only-member";

    /// <summary>What the settings name for the role.</summary>
    public const string Audience = "audience";

    /// <summary>The role leads to nobody: the owner hears of it.</summary>
    public const string InsteadOwner = "owner-instead";

    /// <summary>The channel in which accounts without an owner wait.</summary>
    public const string Pool = "pool";

    /// <summary>A channel or address that the rule itself names.</summary>
    public const string Named = "named";

    /// <summary>The reader asked for what is like it.</summary>
    public const string Subscribed = "subscribed";

    /// <summary>Of a confidential account only owner, manager and cover hear.</summary>
    public const string Confidential = "confidential";
    public const string Nobody = "nobody";
}
