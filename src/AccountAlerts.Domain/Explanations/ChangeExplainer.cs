using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Explanations;

/// <summary>Splits the change of a score into causes that sum to it: first the model, then the data, then what the customer did.</summary>
/// <remarks>
/// Configuration is what the later model makes of the earlier facts, less what the earlier one made of them. The rest is under the later model,
/// with C the components known at both ends and S_C their mean score: a component k that vanished is worth w_k/W_from x (S_C(from) - s_k),
/// one that appeared w_k/W_to x (s_k - S_C(to)), and one that is known at both ends w_i/W_C x (s_i' - s_i).
/// </remarks>
public static class ChangeExplainer
{
    /// <summary>Explains the change between two days of one account; each view carries the models that were in force on its day.</summary>
    public static ChangeExplanation Explain(AccountView from, AccountView to)
    {
        var none = new HealthModel("", [], [], []);
        var toModel = to.HealthModel ?? none;
        return Explain(from.Health, from.HealthModel ?? none, HealthScorer.Score(toModel, from), to.Health, toModel);
    }

    /// <param name="from">The earlier end, under the model that was in force then.</param>
    /// <param name="fromModel">That model.</param>
    /// <param name="restated">The facts of the earlier end, under <paramref name="toModel"/>, whatever its coverage on them.</param>
    /// <param name="to">The later end, under <paramref name="toModel"/>.</param>
    public static ChangeExplanation Explain(
        HealthResult from, HealthModel fromModel, HealthResult restated, HealthResult to, HealthModel toModel)
    {
        if (from.Score is not { } before)
            return new ChangeExplanation(null, $"no score at the earlier day: {from.Reason}", []);
        if (to.Score is not { } after)
            return new ChangeExplanation(null, $"no score at the later day: {to.Reason}", []);

        var causes = new List<ChangeCause>();
        AddConfiguration(causes, from, fromModel, restated, toModel);
        AddData(causes, restated, to, toModel);
        AddBehaviour(causes, restated, to, toModel);

        int[] whole = WholePoints.Share([.. causes.Select(cause => cause.Exact)], after - before);
        var largestFirst = causes.Select((cause, i) => cause with { Points = whole[i] }).OrderByDescending(cause => Math.Abs(cause.Exact));
        return new ChangeExplanation(after - before, null, [.. largestFirst]);
    }

    private static void AddConfiguration(
        List<ChangeCause> causes, HealthResult from, HealthModel fromModel, HealthResult restated, HealthModel toModel)
    {
        // Components of the later model in its order, then those that it no longer has.
        var gone = fromModel.Components.Where(old => toModel.Components.All(component => component.Name != old.Name));
        foreach (var component in toModel.Components.Concat(gone))
        {
            var then = Find(from, component.Name);
            var now = Find(restated, component.Name);
            double exact = ContributionOf(now, restated) - ContributionOf(then, from);
            var seen = (now ?? then)!;
            Add(causes, component, CausePart.Configuration, exact, (then ?? seen).Value, seen.Value, seen.Unit);
        }
    }

    private static void AddData(List<ChangeCause> causes, HealthResult from, HealthResult to, HealthModel model)
    {
        double meanFrom = MeanOfCommon(from, to, from), meanTo = MeanOfCommon(from, to, to);
        double weightFrom = PresentWeight(from), weightTo = PresentWeight(to);
        for (int i = 0; i < model.Components.Count; i++)
        {
            var (then, now) = (from.Components[i], to.Components[i]);
            double exact = (then.Score, now.Score) switch
            {
                ({ } score, null) => double.IsNaN(meanFrom) ? -then.Weight / weightFrom * score : then.Weight / weightFrom * (meanFrom - score),
                (null, { } score) => double.IsNaN(meanTo) ? now.Weight / weightTo * score : now.Weight / weightTo * (score - meanTo),
                _ => 0,
            };
            Add(causes, model.Components[i], CausePart.Data, exact, then.Value, now.Value, now.Unit);
        }
    }

    private static void AddBehaviour(List<ChangeCause> causes, HealthResult from, HealthResult to, HealthModel model)
    {
        double weight = 0;
        for (int i = 0; i < model.Components.Count; i++)
        {
            if (IsCommon(from, to, i))
                weight += to.Components[i].Weight;
        }

        for (int i = 0; i < model.Components.Count; i++)
        {
            var (then, now) = (from.Components[i], to.Components[i]);
            if (then.Score is { } before && now.Score is { } after)
                Add(causes, model.Components[i], CausePart.Behaviour, now.Weight / weight * (after - before), then.Value, now.Value, now.Unit);
        }
    }

    private static void Add(
        List<ChangeCause> causes, HealthComponent component, CausePart part, double exact, SignalValue from, SignalValue to, Unit unit)
    {
        double points = WholePoints.Tidy(exact);
        if (points != 0)
            causes.Add(new ChangeCause(component.Name, component.Label, part, 0, points, from, to, unit, [EvidenceOf(component, to, unit)]));
    }

    private static Evidence EvidenceOf(HealthComponent component, SignalValue value, Unit unit)
    {
        bool moreIsBetter = component.Hundred > component.Zero;
        bool? held = value.Present ? (moreIsBetter ? value.Number >= component.Hundred : value.Number <= component.Hundred) : null;
        return new Evidence(component.Signal, value, unit, moreIsBetter ? ">=" : "<=", Written(component.Hundred, unit), held);
    }

    /// <summary>As conditions write it: <c>80%</c>, <c>7d</c>, <c>4</c>.</summary>
    private static string Written(double value, Unit unit) => unit switch
    {
        Unit.Ratio => string.Create(CultureInfo.InvariantCulture, $"{WholePoints.Tidy(value * 100)}%"),
        Unit.Days => string.Create(CultureInfo.InvariantCulture, $"{value}d"),
        Unit.Flag => value > 0 ? "true" : "false",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static ComponentResult? Find(HealthResult health, string name) => health.Components.FirstOrDefault(component => component.Name == name);

    /// <summary>Points of a component, also where too little is known for a score.</summary>
    private static double ContributionOf(ComponentResult? component, HealthResult health) =>
        component?.Score is { } score ? component.Weight * score / PresentWeight(health) : 0;

    private static double PresentWeight(HealthResult health) => health.Components.Sum(component => component.Score is null ? 0 : component.Weight);

    private static bool IsCommon(HealthResult from, HealthResult to, int index) =>
        from.Components[index].Score is not null && to.Components[index].Score is not null;

    /// <summary>Mean score, at one end, of the components known at both; not a number if there are none.</summary>
    private static double MeanOfCommon(HealthResult from, HealthResult to, HealthResult end)
    {
        double sum = 0, weight = 0;
        for (int i = 0; i < end.Components.Count; i++)
        {
            if (!IsCommon(from, to, i))
                continue;
            sum += end.Components[i].Weight * end.Components[i].Score!.Value;
            weight += end.Components[i].Weight;
        }

        return sum / weight;
    }
}
