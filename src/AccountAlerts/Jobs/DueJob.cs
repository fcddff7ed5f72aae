using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Asks everything that the clock can make due, each at its own interval.</summary>
[DisallowConcurrentExecution]
internal sealed class DueJob(DueWorks works, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await works.RunAsync(clock.GetUtcNow(), cancellationToken);
}
