using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain;

/// <summary>The result of evaluating one account as of one day.</summary>
public sealed record AccountEvaluation(
    int Id, string AccountId, DateOnly At, HealthResult Health, IReadOnlyList<TriggerResult> Triggers);
