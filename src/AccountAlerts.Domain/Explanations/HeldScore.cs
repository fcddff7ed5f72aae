using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Explanations;

/// <summary>The score that alerts go by, with the inputs it was made from: what a later score is compared with.</summary>
/// <param name="Score">Published; moves only when the customer's behaviour moved it that way.</param>
public sealed record HeldHealth(int Score, IReadOnlyList<HeldInput> Inputs)
{
    /// <returns>Null where there is no score.</returns>
    public static HeldHealth? Of(HealthResult health) => health.Score is { } score
        ? new HeldHealth(score,
        [
            .. health.Components.Where(line => line.Score is not null)
                .Select(line => new HeldInput(line.Name, line.Signal, line.Value.Number, line.Score!.Value, line.Weight)),
        ])
        : null;
}

/// <summary>A component that was known.</summary>
/// <param name="Value">Of the signal.</param>
/// <param name="Score">0 to 100, under the model of that day.</param>
public sealed record HeldInput(string Component, string Signal, double Value, double Score, double Weight);

/// <summary>
/// Decides whether a score may move alerts. A source that went away or came back, and a changed health model, move the score that is
/// shown, but that is nothing the customer did: alerts go by the score before, until behaviour moves it the same way.
/// </summary>
public static class HeldScore
{
    /// <param name="held">As returned for the evaluation before; null at the first one.</param>
    /// <param name="model">The model of <paramref name="now"/>.</param>
    /// <returns>What to hold from now on, and whether <paramref name="now"/> must not move alerts.</returns>
    public static (HeldHealth? Held, bool Holds) Next(HeldHealth? held, HealthResult now, HealthModel? model)
    {
        // Without a score nothing can be said by it: the signals are missing anyway, and what was held waits.
        if (now.Score is not { } score || model is null)
            return (held, false);
        if (held is null)
            return (HeldHealth.Of(now), false);
        if (held.Score == score)
            return (held, false);

        int behaviour = Explain(held, now, model).Causes.Where(cause => cause.Part == CausePart.Behaviour).Sum(cause => cause.Points);
        return Math.Sign(behaviour) == Math.Sign(score - held.Score) ? (HeldHealth.Of(now), false) : (held, true);
    }

    private static ChangeExplanation Explain(HeldHealth held, HealthResult now, HealthModel model)
    {
        var fromModel = new HealthModel(
            "held", [], [], [.. held.Inputs.Select(input => new HealthComponent(input.Component, input.Component, input.Signal, 0, 100, input.Weight))]);
        var from = new HealthResult(
            "held", held.Score, held.Score, Bands.Of(held.Score), 1,
            [
                .. held.Inputs.Select(input => new ComponentResult(
                    input.Component, input.Component, input.Signal, Unit.Count, SignalValue.Of(input.Value), input.Score, input.Weight, null, null)),
            ]);
        return ChangeExplainer.Explain(from, fromModel, HealthScorer.Score(model, new HeldSignals(held)), now, model);
    }

    /// <summary>The signals as they were then; what was no input then is not known.</summary>
    private sealed class HeldSignals(HeldHealth held) : ISignalReader
    {
        public SignalValue Read(Signal signal)
        {
            foreach (var input in held.Inputs)
            {
                if (input.Signal == signal.Name)
                    return SignalValue.Of(input.Value);
            }

            return SignalValue.Missing("not an input then");
        }
    }
}
