using AccountAlerts.Endpoints;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Telemetry;
using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Works everything out again: after news, and once in a while because time alone changes what holds.</summary>
[DisallowConcurrentExecution]
internal sealed class EvaluateJob(EvaluationSchedule schedule, IEvaluationRound round, Readiness readiness, TimeProvider clock) : IJob
{
    private const long WorthWhile = 8 * 1024 * 1024;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!schedule.Take())
            return;
        using var activity = Instruments.Traces.StartActivity("evaluate");
        long start = clock.GetTimestamp();
        RoundReport report = await round.RunAsync(cancellationToken);
        Instruments.EvaluationSeconds.Record(clock.GetElapsedTime(start).TotalSeconds);
        Instruments.AlertsChanged.Add(report.Changed);
        readiness.EvaluatedAt(clock.GetUtcNow());
        GiveBack();
    }

    /// <summary>
    /// Reading every account leaves a heap many times larger than what is kept, and then little happens for an hour: without this the
    /// memory would stay taken until something else needs it.
    /// </summary>
    private static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > WorthWhile)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
