using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Explanations;

/// <summary>What kind of thing moved a score.</summary>
public enum CausePart
{
    /// <summary>The operator changed the health model.</summary>
    Configuration,

    /// <summary>An input vanished or appeared.</summary>
    Data,

    /// <summary>The customer did something else than before.</summary>
    Behaviour,
}

/// <summary>One reason why a score moved.</summary>
/// <param name="Component">Stable key of the component, as in the model.</param>
/// <param name="Points">Whole points; over all causes they sum to the published change.</param>
/// <param name="Exact">Exact points, rounded to nine decimals; they sum to the exact change within 1e-6.</param>
/// <param name="From">The signal's value at the earlier end, under the later model.</param>
/// <param name="To">The signal's value at the later end, under the later model.</param>
/// <param name="Evidence">What the component saw at the later end, against the value that is worth 100.</param>
public sealed record ChangeCause(
    string Component, string Label, CausePart Part, int Points, double Exact, SignalValue From, SignalValue To, Unit Unit,
    IReadOnlyList<Evidence> Evidence);

/// <summary>Why a published score moved between two ends.</summary>
/// <param name="Change">Published score then to published score now; null where either end has none.</param>
/// <param name="Reason">Why there is no change to explain, in the reader's words; null if there is.</param>
/// <param name="Causes">Largest first; empty where there is no change to explain.</param>
public sealed record ChangeExplanation(int? Change, string? Reason, IReadOnlyList<ChangeCause> Causes);
