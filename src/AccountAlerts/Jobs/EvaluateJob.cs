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
    EvaluationSchedule schedule, SharedEvaluations shared, DueMoments moments, IEvaluationRound round, Readiness readiness, IProductValues values,
    TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A moment that has come and is not done yet is nobody else's work already.
        bool due = await moments.CameAsync(clock.GetUtcNow(), cancellationToken);
        if (due)
            schedule.Want();
        await schedule.RunIfDueAsync(() => due
            ? EvaluateAsync(cancellationToken)
            : shared.RunAsync(() => EvaluateAsync(cancellationToken), cancellationToken));
    }

    private async Task EvaluateAsync(CancellationToken cancellationToken)
    {
        using var activity = Instruments.Traces.StartActivity("evaluate");
        long start = clock.GetTimestamp();
        RoundReport report = await round.RunAsync(cancellationToken);
        Instruments.EvaluationSeconds.Record(clock.GetElapsedTime(start).TotalSeconds);
        Instruments.AlertsChanged.Add(report.Changed);
        readiness.EvaluatedAt(clock.GetUtcNow());
        await values.SetAsync(DeliveryAuditor.EvaluationScope, DeliveryAuditor.EvaluatedAt, InstantText.Write(clock.GetUtcNow()), cancellationToken);
        await SpareMemory.GiveBackAsync();
    }
}
