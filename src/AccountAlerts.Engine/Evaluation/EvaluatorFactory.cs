using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Evaluation.LeftOut;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What the operator decides about evaluation.</summary>
/// <param name="Triggers">Asked anew for each evaluation, since trigger files reload.</param>
/// <param name="HoldForDays">A stream whose last complete day is further back is stale.</param>
public sealed record EvaluationRules(
    HealthModels Models, IReadOnlyCollection<MetricSetting> Metrics, Func<IReadOnlyList<Trigger>> Triggers, int HoldForDays);

/// <summary>Makes evaluators for the days that somebody asks about.</summary>
/// <param name="leftOut">Null where nothing is ever left out: for commands.</param>
public sealed class EvaluatorFactory(EvaluationRules rules, TimeProvider clock, ILeftOutInputs? leftOut = null)
{
    private static readonly IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> Nothing = new Dictionary<int, IReadOnlyList<LeftOutInput>>();

    private static readonly TriggerEvaluator Judge = new(SignalVocabulary.Of(SignalCatalogue.All));

    public EvaluationRules Rules => rules;

    /// <summary>Today by the product's clock, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <param name="days">The days that will be asked for; those that triggers look back to are added.</param>
    public Task<AccountEvaluator> CreateAsync(IFactSession session, IReadOnlyCollection<DateOnly> days, CancellationToken cancellation) =>
        CreateAsync(session, days, rules.Triggers(), cancellation);

    /// <summary>An evaluator of scores alone: it judges no trigger, and needs no days but those given.</summary>
    public Task<AccountEvaluator> CreateForScoresAsync(IFactSession session, IReadOnlyCollection<DateOnly> days, CancellationToken cancellation) =>
        CreateAsync(session, days, [], cancellation);

    private async Task<AccountEvaluator> CreateAsync(
        IFactSession session, IReadOnlyCollection<DateOnly> days, IReadOnlyList<Trigger> triggers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(days);
        int lookBack = triggers.Select(trigger => trigger.LookBackDays).DefaultIfEmpty(0).Max();
        MetricTable? metrics = null;
        var frames = new Dictionary<DateOnly, EvaluationFrame>();
        foreach (DateOnly day in days.SelectMany(day => Enumerable.Range(0, lookBack + 1).Select(back => day.AddDays(-back))))
        {
            if (frames.ContainsKey(day))
                continue;
            StoredHorizon horizon = await session.HorizonAsync(day, cancellation);
            metrics ??= MetricGuesser.Table(horizon.Metrics, rules.Metrics);
            frames.Add(day, Frame(day, horizon, metrics));
        }

        return new AccountEvaluator(frames, rules.Models, triggers, Judge, leftOut is null ? Nothing : await leftOut.ReadAsync(cancellation));
    }

    private EvaluationFrame Frame(DateOnly day, StoredHorizon horizon, MetricTable metrics)
    {
        DateOnly today = Today;
        var streams = new Dictionary<FactStream, StreamFreshness>();
        // What our own people say is no kind of data that is late, or begins one day.
        foreach (FactStream stream in Enum.GetValues<FactStream>().Where(stream => stream != FactStream.Said))
        {
            StreamHorizon? known = horizon.Streams.GetValueOrDefault(stream);
            streams[stream] = FrameRules.Of(stream, day, today, horizon.NewestUsageDay, known?.FirstDay, known?.LastReadOn, rules.HoldForDays);
        }

        return new EvaluationFrame(day, FrameRules.IsLive(day, today), streams, metrics) { TouchedShare = horizon.TouchedShare };
    }
}
