using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Triggers;

/// <summary>How much evidence to write down. Working it out reads every signal a condition names, decided or not.</summary>
public enum EvidenceDetail
{
    /// <summary>Not for results that are clear: what a tick needs.</summary>
    UnlessClear,

    Always,
}

/// <summary>
/// Says of each trigger what holds now, from facts alone. It knows nothing of alerts: cooldown, snoozes and the baseline are theirs.
/// </summary>
public sealed class TriggerEvaluator
{
    private const string Churned = "churned";

    private readonly Signal lifecycle;
    private readonly Signal segment;

    public TriggerEvaluator(SignalVocabulary signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        lifecycle = Needed(signals, "account.lifecycle");
        segment = Needed(signals, "account.segment");
    }

    /// <summary>Judges one subject.</summary>
    /// <param name="now">The subject's signals as of the day.</param>
    /// <param name="daysBack">The same, so many days earlier (from 1); null where it did not exist yet. Asked only for <c>for</c> and <c>keep</c>.</param>
    public TriggerResult Judge(
        Trigger trigger, Subject subject, ISignalReader now, Func<int, ISignalReader?> daysBack, EvidenceDetail detail = EvidenceDetail.UnlessClear)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(daysBack);
        var state = StateOf(trigger, now, daysBack);
        IReadOnlyList<Evidence> evidence = state == TriggerState.Clear && detail == EvidenceDetail.UnlessClear ? [] : trigger.When.Evidence(now);
        return new TriggerResult(trigger.Name, subject, state, trigger.SeverityFor(now), evidence)
        {
            MayClose = MayClose(trigger, state, now),
        };
    }

    private TriggerState StateOf(Trigger trigger, ISignalReader now, Func<int, ISignalReader?> daysBack) => Applies(trigger, now) switch
    {
        Truth.False => TriggerState.Clear,
        Truth.Unknown => TriggerState.Unknown,
        _ when trigger is { For: <= 1, Keep: 0 } => trigger.When.Evaluate(now) switch
        {
            Truth.True => TriggerState.Firing,
            Truth.False => TriggerState.Clear,
            _ => TriggerState.Unknown,
        },
        _ => OverDays(trigger, now, daysBack),
    };

    /// <summary>Apart from the caller, so that triggers without a span pay for no closure.</summary>
    private static TriggerState OverDays(Trigger trigger, ISignalReader now, Func<int, ISignalReader?> daysBack) =>
        Persistence.Decide(
            trigger.For, trigger.Keep, back => (back == 0 ? now : daysBack(back)) is { } day ? trigger.When.Evaluate(day) : null);

    /// <summary>Customers who have left are skipped unless the trigger asks about just that; a segment that nobody knows leaves it open.</summary>
    private Truth Applies(Trigger trigger, ISignalReader now)
    {
        if (string.Equals(now.Read(lifecycle).Word, Churned, StringComparison.OrdinalIgnoreCase) && !trigger.When.Signals.Contains(lifecycle))
            return Truth.False;
        if (trigger.Segments.Count == 0)
            return Truth.True;
        var value = now.Read(segment);
        if (!value.Present)
            return Truth.Unknown;
        return trigger.Segments.Contains(value.Word, StringComparer.OrdinalIgnoreCase) ? Truth.True : Truth.False;
    }

    private static Truth MayClose(Trigger trigger, TriggerState state, ISignalReader now) => state switch
    {
        TriggerState.Clear => trigger.Clear?.Evaluate(now) ?? Truth.True,
        TriggerState.Unknown => Truth.Unknown,
        _ => Truth.False,
    };

    private static Signal Needed(SignalVocabulary signals, string name) =>
        signals.Find(name) ?? throw new ArgumentException($"The signal {name} is needed by every trigger.", nameof(signals));
}
