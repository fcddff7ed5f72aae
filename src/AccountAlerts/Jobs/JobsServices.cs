using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Guard;
using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>The ticks of the service. A tick only looks whether something is due; it never piles up behind itself.</summary>
public static class JobsServices
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddJobs(this IServiceCollection services, EvaluationOptions evaluation)
    {
        services.AddSingleton<SourcePoller>();
        services.AddSingleton<FactNews>();
        services.AddSingleton<DueMoments>();
        services.AddSingleton<DueWorks>();
        services.AddSingleton(provider => new EvaluationSchedule(evaluation, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEvaluationRequests>(provider => provider.GetRequiredService<EvaluationSchedule>());
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();

            // On the container's clock, whose seconds are real ones. A clock given to Quartz would replace it for everybody else.
            Every<PollJob>(quartz, "poll");
            Every<EvaluateJob>(quartz, "evaluate");
            Every<DueJob>(quartz, "due");
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string name)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(Tick).RepeatForever()),
            job => job.WithIdentity(name));
}
