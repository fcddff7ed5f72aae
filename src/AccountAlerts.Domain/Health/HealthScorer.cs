using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Health;

/// <summary>Works out an account's health: a weighted mean of what its model's components say, over those that are known.</summary>
public static class HealthScorer
{
    /// <summary>Below this share of known weight there is no score.</summary>
    public const double LeastCoverage = 0.5;

    /// <summary>The score under the first model that fits the account's segment and lifecycle.</summary>
    public static HealthResult Score(AccountView account) => account.HealthModel is { } model
        ? Score(model, account)
        : new HealthResult("", null, null, null, 0, "no health model fits this account's segment and lifecycle", []);

    /// <returns>The first model that fits; null if none does.</returns>
    public static HealthModel? ModelFor(HealthModels models, string? segment, Lifecycle? lifecycle)
    {
        foreach (var model in models.InOrder)
        {
            if (Fits(model, segment, lifecycle))
                return model;
        }

        return null;
    }

    public static bool Fits(HealthModel model, string? segment, Lifecycle? lifecycle) =>
        Names(model.Segments, segment) && Names(model.Lifecycles, lifecycle is { } stage ? LifecycleWords.Of(stage) : null);

    /// <summary>The score under one model, whatever it is meant for.</summary>
    public static HealthResult Score(HealthModel model, ISignalReader account)
    {
        int count = model.Components.Count;
        var signals = new Signal[count];
        var values = new SignalValue[count];
        double present = 0, total = 0;
        for (int i = 0; i < count; i++)
        {
            var component = model.Components[i];
            signals[i] = SignalCatalogue.Find(component.Signal)
                ?? throw new ArgumentException($"Health model {model.Name}: component {component.Name} names no known signal: {component.Signal}.", nameof(model));
            values[i] = account.Read(signals[i]);
            total += component.Weight;
            if (values[i].Present)
                present += component.Weight;
        }

        double coverage = total > 0 ? WholePoints.Tidy(present / total) : 0;
        return coverage < LeastCoverage
            ? Unscored(model, signals, values, coverage)
            : Scored(model, signals, values, present, coverage);
    }

    /// <summary>0 to 100, linear between the anchors and clamped outside.</summary>
    public static double ScoreOf(HealthComponent component, double value)
    {
        if (component.Zero == component.Hundred)
            return value >= component.Hundred ? 100 : 0;
        return Math.Clamp((value - component.Zero) / (component.Hundred - component.Zero), 0, 1) * 100;
    }

    /// <summary>An empty filter lets everything through, even what is not known.</summary>
    private static bool Names(IReadOnlyList<string> filter, string? word) =>
        filter.Count == 0 || (word is not null && filter.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static HealthResult Scored(HealthModel model, Signal[] signals, SignalValue[] values, double present, double coverage)
    {
        var known = new List<double>(values.Length);
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!values[i].Present)
                continue;
            var component = model.Components[i];
            double exactPoints = component.Weight * ScoreOf(component, values[i].Number) / present;
            sum += exactPoints;
            known.Add(WholePoints.Tidy(exactPoints));
        }

        double exact = WholePoints.Tidy(sum);
        int score = WholePoints.HalfUp(exact);
        int[] whole = WholePoints.Share(known, score);

        var components = new ComponentResult[values.Length];
        for (int i = 0, k = 0; i < values.Length; i++)
        {
            components[i] = values[i].Present
                ? Line(model.Components[i], signals[i], values[i], whole[k], known[k++])
                : Line(model.Components[i], signals[i], values[i], null, null);
        }

        return new HealthResult(model.Name, score, exact, Bands.Of(score), coverage, null, components);
    }

    private static HealthResult Unscored(HealthModel model, Signal[] signals, SignalValue[] values, double coverage)
    {
        var components = new ComponentResult[values.Length];
        var missing = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            components[i] = Line(model.Components[i], signals[i], values[i], null, null);
            if (!values[i].Present)
                missing.Add($"{model.Components[i].Label}: {values[i].Note}");
        }

        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"too little is known: {values.Length - missing.Count} of {values.Length} inputs ({string.Join("; ", missing)})");
        return new HealthResult(model.Name, null, null, null, coverage, reason, components);
    }

    private static ComponentResult Line(HealthComponent component, Signal signal, SignalValue value, int? points, double? exact) =>
        new(component.Name, component.Label, component.Signal, signal.Unit, value, value.Present ? ScoreOf(component, value.Number) : null,
            component.Weight, points, exact);
}
