using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Explanations;

/// <summary>What one component keeps a score below 100 by.</summary>
/// <param name="MissingPoints">Whole points; over all lines they sum to 100 less the published score.</param>
public sealed record LevelLine(
    string Component, string Label, int MissingPoints, double Exact, string Signal, SignalValue Value, Unit Unit);

/// <summary>Explains a score as it stands, without a change: where the missing points are.</summary>
public static class LevelExplainer
{
    /// <returns>Largest first, then in model order; components that miss nothing are left out; empty where there is no score.</returns>
    public static IReadOnlyList<LevelLine> Explain(HealthResult health)
    {
        if (health.Score is not { } score)
            return [];

        double present = health.Components.Sum(component => component.Score is null ? 0 : component.Weight);
        var known = health.Components.Where(component => component.Score is not null).ToList();
        double[] exact = [.. known.Select(component => WholePoints.Tidy(component.Weight * (100 - component.Score!.Value) / present))];
        int[] whole = WholePoints.Share(exact, 100 - score);

        return
        [
            .. known.Select((component, i) => new LevelLine(
                    component.Name, component.Label, whole[i], exact[i], component.Signal, component.Value, component.Unit))
                .Where(line => line.MissingPoints != 0 || line.Exact != 0)
                .OrderByDescending(line => line.MissingPoints)
                .ThenByDescending(line => line.Exact),
        ];
    }
}
