using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>What the operator decides about who hears of what. Names compare without case.</summary>
public sealed record RoutingRules
{
    /// <summary>The channel of accounts without an owner, unless the settings name another for <see cref="Roles.Pool"/>.</summary>
    public const string DefaultPool = "#customer-success";

    /// <summary>The first that fits decides, before audience and severity.</summary>
    public IReadOnlyList<RouteRule> InOrder { get; init; } = [];

    /// <summary>By role: the channel or address that stands for it where no person does.</summary>
    public IReadOnlyDictionary<string, string> Audiences { get; init; } = new Dictionary<string, string>();

    /// <summary>Segments whose alerts go to the pool.</summary>
    public IReadOnlySet<string> Pooled { get; init; } = new HashSet<string>();

    /// <summary>Segments that are served by messages: rows, hardly ever a card.</summary>
    public IReadOnlySet<string> TechTouch { get; init; } = new HashSet<string>();

    /// <summary>From this ARR on a critical alert of a tech-touch account makes a card.</summary>
    public double TechTouchMinArr { get; init; } = 25_000;

    /// <summary>Who may hear of accounts that are not theirs.</summary>
    public AccessScope Access { get; init; } = AccessScope.All;

    public static RoutingRules Default { get; } = new();

    public string Pool => Audiences.GetValueOrDefault(Roles.Pool, DefaultPool).ToLowerInvariant();
}

/// <summary>One rule of the settings. An empty list, or a limit that is null, asks nothing.</summary>
/// <param name="To">Who hears of it; empty only for <see cref="RouteWay.Off"/>.</param>
/// <param name="Way">Null: by severity, as without the rule.</param>
public sealed record RouteRule(
    string Name, int Order, IReadOnlyList<TriggerKind> Kinds, IReadOnlyList<Severity> Severities, IReadOnlyList<string> Segments,
    IReadOnlyList<string> Lifecycles, IReadOnlyList<string> Tags, IReadOnlyList<string> Owners, double? MinArr, double? MaxArr,
    IReadOnlyList<string> To, RouteWay? Way)
{
    /// <summary>True for a rule without any condition: none after it is ever asked.</summary>
    public bool FitsEverything => Kinds.Count + Severities.Count + Segments.Count + Lifecycles.Count + Tags.Count + Owners.Count == 0 && MinArr is null && MaxArr is null;

    public bool Fits(Alert alert, AccountSnapshot account) =>
        (Kinds.Count == 0 || Kinds.Contains(alert.Kind)) && (Severities.Count == 0 || Severities.Contains(alert.Severity))
        && Has(Segments, account.Segment) && Has(Lifecycles, account.Lifecycle) && Has(Owners, account.OwnerEmail)
        && (Tags.Count == 0 || account.Tags.Any(tag => Has(Tags, tag)))
        && (MinArr is not { } min || account.Arr >= min) && (MaxArr is not { } max || account.Arr <= max);

    private static bool Has(IReadOnlyList<string> allowed, string? word) =>
        allowed.Count == 0 || (word is not null && allowed.Contains(word, StringComparer.OrdinalIgnoreCase));
}
