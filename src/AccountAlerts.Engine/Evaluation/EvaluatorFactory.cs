using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Evaluation.Models;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What the operator decides about evaluation.</summary>
/// <param name="Triggers">Asked anew for each evaluation, since trigger files reload.</param>
/// <param name="HoldForDays">A stream whose last complete day is further back is stale.</param>
public sealed record EvaluationRules(
    HealthModels Models, IReadOnlyCollection<MetricSetting> Metrics, Func<IReadOnlyList<Trigger>> Triggers, int HoldForDays)
{
    /// <summary>The models are this release's own: where others were adopted before, they wait.</summary>
    public bool Shipped { get; init; }

    /// <summary>This release's own models wait for nobody.</summary>
    public bool LatestDefault { get; init; }
}

/// <summary>By which models a day of the past is judged.</summary>
public enum ModelsOf
{
    /// <summary>By those that were in force on it: what people were told.</summary>
    TheDay,

    /// <summary>By those of today: how they would have done.</summary>
    Today,
}

/// <summary>Makes evaluators for the days that somebody asks about.</summary>
/// <param name="leftOut">Null where nothing is ever left out: for commands.</param>
/// <param name="models">Null where no other models than those of the rules were ever in force.</param>
public sealed class EvaluatorFactory(EvaluationRules rules, TimeProvider clock, ILeftOutInputs? leftOut = null, HealthModelBook? models = null)
{
    private static readonly IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> Nothing = new Dictionary<int, IReadOnlyList<LeftOutInput>>();

    private static readonly TriggerEvaluator Judge = new(SignalVocabulary.Of(SignalCatalogue.All));

    public EvaluationRules Rules => rules;

    /// <summary>Today by the product's clock, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <param name="days">The days that will be asked for; those that triggers look back to are added.</param>
    public Task<AccountEvaluator> CreateAsync(
        IFactSession session, IReadOnlyCollection<DateOnly> days, CancellationToken cancellation, ModelsOf judgedBy = ModelsOf.TheDay) =>
        CreateAsync(session, days, rules.Triggers(), judgedBy, cancellation);

    /// <summary>An evaluator of scores alone: it judges no trigger, and needs no days but those given.</summary>
    public Task<AccountEvaluator> CreateForScoresAsync(
        IFactSession session, IReadOnlyCollection<DateOnly> days, CancellationToken cancellation, ModelsOf judgedBy = ModelsOf.TheDay) =>
        CreateAsync(session, days, [], judgedBy, cancellation);

    private async Task<AccountEvaluator> CreateAsync(
        IFactSession session, IReadOnlyCollection<DateOnly> days, IReadOnlyList<Trigger> triggers, ModelsOf judgedBy, CancellationToken cancellation)
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

        var timeline = models is null ? new ModelTimeline(rules.Models) : (await models.ReadAsync(cancellation)).Timeline;
        if (judgedBy == ModelsOf.Today)
            timeline = new ModelTimeline(timeline.Current);
        return new AccountEvaluator(frames, timeline, triggers, Judge, leftOut is null ? Nothing : await leftOut.ReadAsync(cancellation));
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
