using AccountAlerts.Endpoints;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Telemetry;
using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Works everything out again: after news, and once in a while because time alone changes what holds.</summary>
[DisallowConcurrentExecution]
internal sealed class EvaluateJob(
    EvaluationSchedule schedule, SharedEvaluations shared, IEvaluationRound round, Readiness readiness, IProductValues values, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await schedule.RunIfDueAsync(() => shared.RunAsync(async () =>
    {
        using var activity = Instruments.Traces.StartActivity("evaluate");
        long start = clock.GetTimestamp();
        RoundReport report = await round.RunAsync(cancellationToken);
        Instruments.EvaluationSeconds.Record(clock.GetElapsedTime(start).TotalSeconds);
        Instruments.AlertsChanged.Add(report.Changed);
        readiness.EvaluatedAt(clock.GetUtcNow());
        await values.SetAsync(DeliveryAuditor.EvaluationScope, DeliveryAuditor.EvaluatedAt, InstantText.Write(clock.GetUtcNow()), cancellationToken);
        await SpareMemory.GiveBackAsync();
    }, schedule.TakeAsked(), cancellationToken));
}
