using AccountAlerts.Engine.Evaluation;
using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Works everything out again: after news, and once in a while because time alone changes what holds.</summary>
[DisallowConcurrentExecution]
internal sealed class EvaluateJob(
    EvaluationSchedule schedule, SharedEvaluations shared, DueMoments moments, EvaluationRun run, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A moment that has come and is not done yet is nobody else's work already.
        bool due = await moments.CameAsync(clock.GetUtcNow(), cancellationToken);
        if (due)
            schedule.Want();
        await schedule.RunIfDueAsync(() => shared.RunAsync(() => run.RunAsync(cancellationToken), schedule.TakeAsked() || due, cancellationToken));
    }
}
