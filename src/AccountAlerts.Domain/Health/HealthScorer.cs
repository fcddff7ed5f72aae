using System.Runtime.CompilerServices;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Health;

/// <summary>Works out an account's health: a weighted mean of what its model's components say, over those that are known.</summary>
public static class HealthScorer
{
    /// <summary>Below this share of known weight there is no score.</summary>
    public const double LeastCoverage = 0.5;

    // Looked up once for each model, not for each account.
    private static readonly ConditionalWeakTable<HealthModel, Signal[]> SignalsOf = [];

    /// <summary>The score under the first model that fits the account's segment and lifecycle.</summary>
    public static HealthResult Score(AccountView account) => account.HealthModel is { } model
        ? Score(model, account)
        : HealthResult.WithoutModel;

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
        var reading = Read(model, account);
        return reading.Coverage < LeastCoverage ? Unscored(model, reading) : Scored(model, reading);
    }

    /// <summary>A glance at what was worked out in full.</summary>
    public static ScoreGlance Glance(HealthModel? model, HealthResult health)
    {
        UInt128 present = 0;
        for (int i = 0; i < health.Components.Count; i++)
            present |= health.Components[i].Score is null ? 0 : UInt128.One << i;
        return new ScoreGlance(model, health.Score, health.Score is null ? default : present);
    }

    /// <summary>The published score alone, without its lines: the same as <see cref="HealthResult.Score"/>.</summary>
    public static ScoreGlance Glance(AccountView account)
    {
        if (account.HealthModel is not { } model)
            return default;
        var reading = Read(model, account);
        if (reading.Coverage < LeastCoverage)
            return new ScoreGlance(model, null, default);
        double sum = 0;
        UInt128 present = 0;
        for (int i = 0; i < reading.Values.Length; i++)
        {
            if (!reading.Values[i].Present)
                continue;
            sum += PointsOf(model.Components[i], reading.Values[i], reading.Present);
            present |= UInt128.One << i;
        }

        return new ScoreGlance(model, WholePoints.HalfUp(WholePoints.Tidy(sum)), present);
    }

    private static Reading Read(HealthModel model, ISignalReader account)
    {
        int count = model.Components.Count;
        var signals = SignalsOf.GetValue(model, Look);
        var values = new SignalValue[count];
        double present = 0, total = 0;
        for (int i = 0; i < count; i++)
        {
            var component = model.Components[i];
            values[i] = account.Read(signals[i]);
            total += component.Weight;
            if (values[i].Present)
                present += component.Weight;
        }

        return new Reading(signals, values, present, total > 0 ? WholePoints.Tidy(present / total) : 0);
    }

    private static Signal[] Look(HealthModel model) =>
    [
        .. model.Components.Select(component => SignalCatalogue.Find(component.Signal)
            ?? throw new ArgumentException($"Health model {model.Name}: component {component.Name} names no known signal: {component.Signal}.", nameof(model))),
    ];

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

    private static double PointsOf(HealthComponent component, SignalValue value, double present) =>
        component.Weight * ScoreOf(component, value.Number) / present;

    private static HealthResult Scored(HealthModel model, Reading reading)
    {
        var values = reading.Values;
        var known = new List<double>(values.Length);
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!values[i].Present)
                continue;
            double exactPoints = PointsOf(model.Components[i], values[i], reading.Present);
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
                ? Line(model.Components[i], reading.Signals[i], values[i], whole[k], known[k++])
                : Line(model.Components[i], reading.Signals[i], values[i], null, null);
        }

        return new HealthResult(model.Name, score, exact, Bands.Of(score), reading.Coverage, components);
    }

    private static HealthResult Unscored(HealthModel model, Reading reading)
    {
        var components = new ComponentResult[reading.Values.Length];
        for (int i = 0; i < components.Length; i++)
            components[i] = Line(model.Components[i], reading.Signals[i], reading.Values[i], null, null);
        return new HealthResult(model.Name, null, null, null, reading.Coverage, components);
    }

    private static ComponentResult Line(HealthComponent component, Signal signal, SignalValue value, int? points, double? exact) =>
        new(component.Name, component.Label, component.Signal, signal.Unit, value, value.Present ? ScoreOf(component, value.Number) : null,
            component.Weight, points, exact);

    /// <param name="Present">Weight of the inputs that are known.</param>
    private readonly record struct Reading(Signal[] Signals, SignalValue[] Values, double Present, double Coverage);
}
