using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>Asks the sources that are due, and has everything worked out again if there is news: theirs, or somebody else's import.</summary>
[DisallowConcurrentExecution]
internal sealed class PollJob(SourcePoller poller, FactNews news, EvaluationSchedule evaluation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        bool fresher = await poller.PollDueAsync(cancellationToken);
        if (await news.CameAsync(cancellationToken) || fresher)
            evaluation.Want();
    }
}
