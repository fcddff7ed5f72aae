using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Alerts;

/// <summary>What an evaluation says about one key at one instant, with what the rules of an alert's life need beside it.</summary>
public sealed record Observation
{
    public required AlertKey Key { get; init; }

    public required TriggerKind Kind { get; init; }

    public required string SubjectLabel { get; init; }

    public required TriggerState State { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Identifies the evidence; see <see cref="AlertStatus.Evidence"/>.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>The account's published score; null where there is none.</summary>
    public int? Score { get; init; }

    /// <summary>Days to the decision on the renewal; negative once past; null where unknown.</summary>
    public double? DaysToDecision { get; init; }

    public string? Owner { get; init; }

    /// <summary>True at the first evaluation of the account, the trigger, a kind of facts or the health model: what holds then is no news.</summary>
    public bool Baseline { get; init; }

    /// <summary>How long after a resolve the same key stays quiet.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>A condition that is no longer true closes nothing while the trigger's own recover condition has not come true.</summary>
    public static TriggerState StateOf(TriggerResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result switch
        {
            { State: TriggerState.Clear, MayClose: Truth.False } => TriggerState.Pending,
            { State: TriggerState.Clear, MayClose: Truth.Unknown } => TriggerState.Unknown,
            _ => result.State,
        };
    }
}
