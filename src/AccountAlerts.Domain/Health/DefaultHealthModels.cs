using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Health;

/// <summary>The health models that are in force where the settings name none. docs/health.md says why they are as they are.</summary>
public static class DefaultHealthModels
{
    /// <summary>
    /// For who has begun: judged by habits. Use and account history hold 80 of 100, so that an account without tickets and surveys still has
    /// a score; the first three alone are half, so that one whom nobody uses any more has one too.
    /// </summary>
    public static HealthModel Standard { get; } = new(
        "standard", [], [],
        [
            // Below 20 % of the seats it never arrived, above 80 % it is part of the working day.
            new HealthComponent("adoption", "Adoption", "adoption.ratio_90d", Zero: 0.2, Hundred: 0.8, Weight: 15),
            // Three weeks of five is a habit; every single week counts on the way there.
            new HealthComponent("regularity", "Regular use", "usage.regularity", Zero: 0, Hundred: 0.6, Weight: 20),
            // Who comes back month after month survives one bad quarter.
            new HealthComponent("steadiness", "Steady over the year", "usage.regularity_12m", Zero: 0, Hundred: 1, Weight: 15),
            // Two silent days of a champion are a trip; twelve are a job change. Whoever merely uses it most promised nothing.
            new HealthComponent("key-people", "Key people", "champion.named_silent_workdays", Zero: 12, Hundred: 2, Weight: 10),
            // A tenth less than usual is the season; at 40 % of it the work has moved elsewhere.
            new HealthComponent("trend", "Use against their own past", "usage.change_worst", Zero: -0.6, Hundred: -0.1, Weight: 20),
            new HealthComponent("support", "Support", "tickets.open_p1", Zero: 2, Hundred: 0, Weight: 10),
            // 6 and below is a detractor, 9 and 10 a promoter.
            new HealthComponent("sentiment", "Sentiment", "nps.latest", Zero: 4, Hundred: 9, Weight: 5),
            // A month without a word is usual, three are a relationship that has ended.
            new HealthComponent("relationship", "Relationship", "touch.days_since", Zero: 90, Hundred: 30, Weight: 5),
        ]);

    /// <summary>For who is still setting up: judged by the first result and by who has come along, not by habits that need half a year.</summary>
    public static HealthModel Starting { get; } = new(
        "starting", [], [LifecycleWords.Of(Lifecycle.Trial), LifecycleWords.Of(Lifecycle.Onboarding)],
        [
            // Two weeks to a first result is good, day 45 without one rarely ends well.
            new HealthComponent("first-value", "First result", "onboarding.first_value_days", Zero: 45, Hundred: 14, Weight: 20),
            new HealthComponent("set-up", "Set-up on time", "onboarding.days_late", Zero: 14, Hundred: 0, Weight: 10),
            new HealthComponent("adoption", "Adoption", "adoption.ratio", Zero: 0, Hundred: 0.6, Weight: 25),
            new HealthComponent("regularity", "Regular use", "usage.regularity", Zero: 0, Hundred: 0.8, Weight: 20),
            new HealthComponent("key-people", "Key people", "champion.silent_workdays", Zero: 15, Hundred: 3, Weight: 10),
            new HealthComponent("support", "Support", "tickets.open_p1", Zero: 2, Hundred: 0, Weight: 10),
            new HealthComponent("relationship", "Relationship", "touch.days_since", Zero: 45, Hundred: 10, Weight: 5),
        ]);

    public static HealthModels All { get; } = new([Starting, Standard]);
}
