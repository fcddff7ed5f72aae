using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>An account, or one of its people, as it would be seen with the score that alerts go by.</summary>
internal sealed class HeldHealthReader(ISignalReader now, int score) : ISignalReader
{
    private const string Prefix = "health.";
    private const string ScoreSignal = "health.score";
    private const string BandSignal = "health.band";
    private const string ChangeSignal = "health.change_14d";

    private static readonly Signal Score =
        SignalCatalogue.Find(ScoreSignal) ?? throw new InvalidOperationException($"The catalogue has no signal {ScoreSignal}.");

    public static bool Concerns(Trigger trigger) => trigger.Signals.Any(signal => signal.Name.StartsWith(Prefix, StringComparison.Ordinal));

    public SignalValue Read(Signal signal) => signal.Name switch
    {
        ScoreSignal => SignalValue.Of((double)score),
        BandSignal => SignalValue.Of(Bands.Word(Bands.Of(score))),
        ChangeSignal => Moved(signal),
        _ => now.Read(signal),
    };

    /// <summary>The result without what only data or settings made of it: a condition that flips by them alone is unknown.</summary>
    public TriggerResult Adjust(Trigger trigger, TriggerResult result)
    {
        if (trigger.When.Evaluate(now) != trigger.When.Evaluate(this))
            return result with { State = TriggerState.Unknown, MayClose = Truth.Unknown };
        bool recovers = trigger.Clear is { } clear && clear.Evaluate(now) != clear.Evaluate(this);
        return result with { MayClose = recovers ? Truth.Unknown : result.MayClose, Severity = trigger.SeverityFor(this) };
    }

    private SignalValue Moved(Signal signal)
    {
        var change = now.Read(signal);
        var shown = now.Read(Score);
        return change.Present && shown.Present ? SignalValue.Of(change.Number - shown.Number + score) : change;
    }
}
