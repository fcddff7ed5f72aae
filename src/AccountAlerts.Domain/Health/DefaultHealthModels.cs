namespace AccountAlerts.Domain.Health;

/// <summary>The health model that is in force where the settings name none.</summary>
public static class DefaultHealthModels
{
    /// <summary>Use and account history hold 75 of 100, so that an account without tickets and surveys still has a score.</summary>
    public static HealthModel Standard { get; } = new(
        "standard", [], [],
        [
            // Below 60 % active people makes a hard renewal, above 80 % the product is part of the working day.
            new HealthComponent("adoption", "Adoption", "adoption.ratio", Zero: 0, Hundred: 0.8, Weight: 20),
            // Every week counts, also the first ones: it tells an account that fades from one that is gone.
            new HealthComponent("regularity", "Regular use", "usage.regularity", Zero: 0, Hundred: 0.9, Weight: 20),
            new HealthComponent("breadth", "Breadth of use", "features.used_28d", Zero: 0, Hundred: 4, Weight: 10),
            // Two silent days of a champion are a weekend or a trip; three working weeks are a job change.
            new HealthComponent("key-people", "Key people", "champion.silent_workdays", Zero: 15, Hundred: 2, Weight: 15),
            // Ordinary weeks differ by a tenth; below -60 % the work has moved elsewhere.
            new HealthComponent("trend", "Trend of use", "usage.change_14d", Zero: -0.6, Hundred: -0.1, Weight: 15),
            new HealthComponent("support", "Support", "tickets.open_p1", Zero: 2, Hundred: 0, Weight: 10),
            // 6 and below is a detractor, 9 and 10 a promoter.
            new HealthComponent("sentiment", "Sentiment", "nps.latest", Zero: 3, Hundred: 9, Weight: 10),
        ]);

    public static HealthModels All { get; } = new([Standard]);
}
