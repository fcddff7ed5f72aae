using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Explanations;

/// <summary>One thing that has to become better.</summary>
/// <param name="Value">What the signal says now.</param>
/// <param name="Target">What it has to say, in the signal's unit; whole where the unit is.</param>
/// <param name="Exact">Exact points that this gains.</param>
public sealed record WayBackStep(string Component, string Label, string Signal, Unit Unit, SignalValue Value, double Target, double Exact);

/// <summary>The smallest set of changes that lifts an account into the next band.</summary>
/// <param name="Score">The published score once all steps are made: at least the band's lower edge.</param>
public sealed record WayBackPlan(Band Band, int Score, IReadOnlyList<WayBackStep> Steps);

/// <summary>Finds the way back: as few components as possible, and of these none further than it must.</summary>
public static class WayBack
{
    /// <returns>Null for the best band, and where there is no score.</returns>
    public static WayBackPlan? Find(HealthResult health, HealthModel model)
    {
        if (health.Band is not { } band || Bands.Above(band) is not { } next)
            return null;

        double present = health.Components.Sum(component => component.Score is null ? 0 : component.Weight);

        // Half a point below the edge is published as the edge; the rest keeps the noise of doubles from falling short of it.
        double needed = next.From - 0.5 - health.Exact!.Value + 1e-7;
        double total = health.Exact.Value;
        var steps = new List<WayBackStep>();
        foreach (int index in ByGain(health))
        {
            var line = health.Components[index];
            var component = model.Components[index];
            double share = line.Weight / present;
            double wanted = Math.Min(100, line.Score!.Value + (needed / share));
            double target = Target(component, line.Unit, wanted);
            double gain = WholePoints.Tidy(share * (HealthScorer.ScoreOf(component, target) - line.Score.Value));
            steps.Add(new WayBackStep(line.Name, line.Label, line.Signal, line.Unit, line.Value, target, gain));
            total += gain;
            needed -= gain;
            if (Published(total) >= next.From)
                break;
        }

        return new WayBackPlan(next.Band, Published(total), steps);
    }

    private static int Published(double exact) => WholePoints.HalfUp(WholePoints.Tidy(exact));

    /// <summary>Most to gain first, which makes the set smallest; ties in model order.</summary>
    private static IEnumerable<int> ByGain(HealthResult health) => Enumerable.Range(0, health.Components.Count)
        .Where(index => health.Components[index].Score < 100)
        .OrderByDescending(index => WholePoints.Tidy(health.Components[index].Weight * (100 - health.Components[index].Score!.Value)));

    /// <summary>The value worth that many of 100, to the next whole day or person, or percent, on the better side.</summary>
    private static double Target(HealthComponent component, Unit unit, double score)
    {
        if (score >= 100)
            return component.Hundred;

        double exact = component.Zero + ((component.Hundred - component.Zero) * score / 100);
        bool moreIsBetter = component.Hundred > component.Zero;
        double grain = unit == Unit.Ratio ? 0.01 : 1;
        double steps = WholePoints.Tidy(exact / grain);
        double rounded = WholePoints.Tidy((moreIsBetter ? Math.Ceiling(steps) : Math.Floor(steps)) * grain);

        // Never beyond the value that is worth everything.
        return moreIsBetter ? Math.Min(rounded, component.Hundred) : Math.Max(rounded, component.Hundred);
    }
}
