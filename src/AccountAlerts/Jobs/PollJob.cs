using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Asks the sources that are due for news, and has everything worked out again if there was any.</summary>
[DisallowConcurrentExecution]
internal sealed class PollJob(SourcePoller poller, EvaluationSchedule evaluation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (await poller.PollDueAsync(cancellationToken))
            evaluation.Want();
    }
}
