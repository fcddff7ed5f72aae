namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>The rules in the order in which they are asked; the first that holds decides.</summary>
public static class HoldRules
{
    private static readonly IHoldRule[] Rules =
    [
        new ObservedRule(), new StandingRule(), new SponsorRule(), new TakenRule(), new RouteOffRule(), new FleetRule(), new HandoverRule(),
        new GrowthWaitsRule(), new MutedRule(),
        new DigestRule(), new GapRule(), new QuietHoursRule(), new BudgetRule(), new StormRule(),
    ];

    /// <returns>Null: as a card, now.</returns>
    public static Objection? Of(News news, TellingScene scene)
    {
        foreach (var rule in Rules)
        {
            if (rule.Of(news, scene) is { } hold)
                return hold;
        }

        return null;
    }
}
