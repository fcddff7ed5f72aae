using AccountAlerts.Domain.Health;

namespace AccountAlerts.Tests.Recomputation;

/// <param name="Part"><c>data</c> for an input that vanished or appeared, <c>behaviour</c> for one that says something else than before.</param>
internal sealed record SlowCause(string Component, string Part, double Exact, int Points);

/// <summary>The causes of a change between two scores under one model, by hand.</summary>
internal sealed class SlowChange
{
    public SlowChange(SlowHealth from, SlowHealth to)
    {
        if (from.Score is not { } before || to.Score is not { } after)
            return;

        Change = after - before;
        List<HealthComponent> both = [.. SlowHealth.Model.Where(line => from.Scores.ContainsKey(line.Name) && to.Scores.ContainsKey(line.Name))];
        double weightOfBoth = both.Sum(line => line.Weight);
        double meanBefore = both.Sum(line => line.Weight * from.Scores[line.Name]) / weightOfBoth;
        double meanAfter = both.Sum(line => line.Weight * to.Scores[line.Name]) / weightOfBoth;

        List<(string Component, string Part, double Exact)> causes = [];
        foreach (var line in SlowHealth.Model.Where(line => !both.Contains(line)))
        {
            if (from.Scores.TryGetValue(line.Name, out double gone))
                causes.Add((line.Name, "data", both.Count == 0 ? -from.Contribution(line) : line.Weight / from.PresentWeight * (meanBefore - gone)));
            if (to.Scores.TryGetValue(line.Name, out double come))
                causes.Add((line.Name, "data", both.Count == 0 ? to.Contribution(line) : line.Weight / to.PresentWeight * (come - meanAfter)));
        }

        foreach (var line in both)
            causes.Add((line.Name, "behaviour", line.Weight / weightOfBoth * (to.Scores[line.Name] - from.Scores[line.Name])));

        causes = [.. causes.Select(cause => cause with { Exact = SlowHealth.Round(cause.Exact) }).Where(cause => cause.Exact != 0)];
        int[] whole = SlowHealth.Whole([.. causes.Select(cause => cause.Exact)], Change.Value);
        Causes = [.. causes.Zip(whole, (cause, points) => new SlowCause(cause.Component, cause.Part, cause.Exact, points))];
    }

    /// <summary>Null where either end has no score.</summary>
    public int? Change { get; }

    public IReadOnlyList<SlowCause> Causes { get; } = [];
}
