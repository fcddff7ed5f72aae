using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Routing</c>: who hears of what. Rules stand beside the fixed names, each under a name of its own.</summary>
public sealed class RoutingSettings : IValidatableObject
{
    /// <summary>By role: the channel or address that stands for it where no person does. Default: none.</summary>
    public Dictionary<string, string> Audiences { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Segments whose accounts are taken by whoever takes them: their alerts go to the pool. Default: none.</summary>
    public string[] Pooled { get; set; } = [];

    public TechTouchSettings TechTouch { get; set; } = new();

    /// <summary>The first rule that fits, in its order, decides before audience and severity.</summary>
    [RestOfSection]
    public Dictionary<string, RouteSettings> Rules { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    internal RoutingRules Read() => new()
    {
        InOrder = [.. Rules.OrderBy(rule => rule.Value.Order).ThenBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => rule.Value.Named(rule.Key))],
        Audiences = new Dictionary<string, string>(Audiences, StringComparer.OrdinalIgnoreCase),
        Pooled = new HashSet<string>(Pooled, StringComparer.OrdinalIgnoreCase),
        TechTouch = new HashSet<string>(TechTouch.Segments, StringComparer.OrdinalIgnoreCase),
        TechTouchMinArr = TechTouch.MinArr,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Audiences.SelectMany(AudienceFaults).Concat(RuleFaults());

    private static IEnumerable<ValidationResult> AudienceFaults(KeyValuePair<string, string> audience)
    {
        string[] roles = [.. Roles.All.Where(role => role != Roles.Owner), Roles.Pool];
        string member = $"{nameof(Audiences)}:{audience.Key}";
        if (!roles.Contains(audience.Key, StringComparer.OrdinalIgnoreCase))
            yield return new ValidationResult($"is no role; allowed: {string.Join(", ", roles)}.", [member]);
        else if (audience.Key.Equals(Roles.Pool, StringComparison.OrdinalIgnoreCase) && !RouteSettings.IsChannel(audience.Value))
            yield return new ValidationResult($"= \"{audience.Value}\" is not allowed; allowed: a channel, such as #customer-success.", [member]);
        else if (!RouteSettings.IsChannel(audience.Value) && !Roles.IsAddress(audience.Value))
            yield return new ValidationResult($"= \"{audience.Value}\" is not allowed; allowed: a channel (#support) or an e-mail address.", [member]);
    }

    private IEnumerable<ValidationResult> RuleFaults()
    {
        foreach (var (name, rule) in Rules)
        {
            foreach (var (member, problem) in rule.Faults())
                yield return new ValidationResult(problem, [$"{name}:{member}"]);
        }

        foreach (var twice in Rules.GroupBy(rule => rule.Value.Order).Where(order => order.Count() > 1))
        {
            string[] names = [.. twice.Select(rule => rule.Key).Order(StringComparer.Ordinal)];
            yield return new ValidationResult(
                FormattableString.Invariant($"= {twice.Key} is the order of {string.Join(" and ", names)}; give each rule an order of its own, since the first that fits decides."),
                [$"{names[^1]}:{nameof(RouteSettings.Order)}"]);
        }
    }
}

/// <summary>Settings under <c>Routing:TechTouch</c>.</summary>
public sealed class TechTouchSettings
{
    /// <summary>Segments that are served by messages and self-service: rows of the digest only. Default: none.</summary>
    public string[] Segments { get; set; } = [];

    /// <summary>From this ARR on, in the account's currency, a critical alert makes a card after all. Default 25000.</summary>
    [Range(0.0, 1e12)]
    public double MinArr { get; set; } = 25_000;
}

/// <summary>Settings under <c>Routing:&lt;name&gt;</c>: one rule.</summary>
public sealed class RouteSettings
{
    private static readonly string[] KindWords = [.. Enum.GetNames<TriggerKind>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] SeverityWords = [.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] LifecycleNames = [.. Enum.GetValues<Lifecycle>().Select(LifecycleWords.Of)];

    /// <summary>The first rule that fits decides. Default 0; no two rules may have the same.</summary>
    public int Order { get; set; }

    /// <summary>risk, expansion, onboarding, advocacy, data. Default: every one.</summary>
    public string[] Kinds { get; set; } = [];

    /// <summary>low, medium, high, critical. Default: every one.</summary>
    public string[] Severities { get; set; } = [];

    /// <summary>Default: every one.</summary>
    public string[] Segments { get; set; } = [];

    /// <summary>trial, onboarding, active, renewing, churned. Default: every one.</summary>
    public string[] Lifecycles { get; set; } = [];

    /// <summary>At least one of them is on the account. Default: whatever tags.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Owners' addresses. Default: every one.</summary>
    public string[] Owners { get; set; } = [];

    /// <summary>ARR in the account's currency, at least. Default: any, also unknown.</summary>
    [Range(0.0, 1e15)]
    public double? MinArr { get; set; }

    /// <summary>ARR in the account's currency, at most. Default: any, also unknown.</summary>
    [Range(0.0, 1e15)]
    public double? MaxArr { get; set; }

    /// <summary>owner, manager, executive, role:sales, #channel or an address. Required unless <see cref="As"/> is off.</summary>
    public string[] To { get; set; } = [];

    /// <summary>card, digest or off. Default: by severity.</summary>
    public RouteWay? As { get; set; }

    internal static bool IsChannel(string word) => word.Length > 1 && Roles.IsChannel(word) && !word.Any(char.IsWhiteSpace);

    internal RouteRule Named(string name) => new(
        name, Order, [.. Kinds.Select(word => Enum.Parse<TriggerKind>(word, ignoreCase: true))],
        [.. Severities.Select(word => Enum.Parse<Severity>(word, ignoreCase: true))], Segments, Lifecycles, Tags, Owners, MinArr, MaxArr, To, As);

    /// <summary>What a rule cannot mean: the setting's name and the problem.</summary>
    internal IEnumerable<(string Member, string Problem)> Faults()
    {
        foreach (var fault in Unknown(nameof(Kinds), Kinds, KindWords).Concat(Unknown(nameof(Severities), Severities, SeverityWords)).Concat(Unknown(nameof(Lifecycles), Lifecycles, LifecycleNames)))
            yield return fault;
        foreach (string owner in Owners.Where(owner => !Roles.IsAddress(owner)))
            yield return (nameof(Owners), $"= \"{owner}\" is not allowed; allowed: e-mail addresses.");
        foreach (string target in To.Where(target => !IsTarget(target)))
            yield return (nameof(To), $"= \"{target}\" is not allowed; allowed: owner, manager, executive, role:<role> ({string.Join(", ", Roles.All)}), a #channel or an e-mail address.");
        if (To.Length == 0 && As != RouteWay.Off)
            yield return (nameof(To), "names nobody; say who hears of it, or set As to off.");
        if (MinArr > MaxArr)
            yield return (nameof(MinArr), FormattableString.Invariant($"= {MinArr} is above MaxArr = {MaxArr}: no account can fit."));
    }

    private static bool IsTarget(string target) =>
        target.ToLowerInvariant() is Roles.Owner or Roles.Manager or Roles.Executive
        || (target.StartsWith(Roles.Prefix, StringComparison.OrdinalIgnoreCase) && Roles.All.Contains(target[Roles.Prefix.Length..], StringComparer.OrdinalIgnoreCase))
        || IsChannel(target) || (!Roles.IsChannel(target) && Roles.IsAddress(target));

    private static IEnumerable<(string Member, string Problem)> Unknown(string member, string[] words, string[] known) => words
        .Where(word => !known.Contains(word, StringComparer.OrdinalIgnoreCase))
        .Select(word => (member, $"= \"{word}\" is not allowed; allowed: {string.Join(", ", known)}."));
}
