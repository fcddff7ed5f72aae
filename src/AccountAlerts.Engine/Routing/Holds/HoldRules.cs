namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>The rules in the order in which they are asked; the first that holds decides.</summary>
public sealed class HoldRules
{
    private readonly IHoldRule[] _rules;

    /// <param name="loaded">Rules that rest on something stored; they are asked after the fleet's.</param>
    public HoldRules(IEnumerable<IHoldRule> loaded) =>
        _rules =
        [
            new ObservedRule(), new StandingRule(), new TakenRule(), new RouteOffRule(), new FleetRule(), .. loaded, new GrowthWaitsRule(),
            new MutedRule(), new DigestRule(), new QuietHoursRule(), new BudgetRule(), new StormRule(),
        ];

    /// <returns>Null: as a card, now.</returns>
    public Objection? Of(News news, TellingScene scene)
    {
        foreach (var rule in _rules)
        {
            if (rule.Of(news, scene) is { } hold)
                return hold;
        }

        return null;
    }
}
