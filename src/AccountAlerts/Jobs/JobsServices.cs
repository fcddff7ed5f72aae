using AccountAlerts.Engine;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;
using AccountAlerts.Storage.Postgres;
using Quartz;

namespace AccountAlerts.Jobs;

/// <summary>The ticks of the service. A tick only looks whether something is due; it never piles up behind itself.</summary>
public static class JobsServices
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Another replica's ticks are taken over after a missed check-in and this long again.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(4);

    /// <param name="store">Where several services share one, so do they share the ticks: each goes to one of them.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, EvaluationOptions evaluation, StorePlace store)
    {
        services.AddSingleton(provider => new PollTurns(
            provider.GetRequiredService<IProductValues>(), provider.GetRequiredService<TimeProvider>(), store.IsShared));
        services.AddSingleton(provider => new SharedEvaluations(
            provider.GetRequiredService<IProductValues>(), provider.GetRequiredService<IFactStore>(), evaluation,
            provider.GetRequiredService<TimeProvider>(), store.IsShared));
        services.AddSingleton<SourcePoller>();
        services.AddSingleton<FactNews>();
        services.AddSingleton<DueMoments>();
        services.AddSingleton<DueWorks>();
        services.AddSingleton<EvaluationRun>();
        services.AddSingleton(provider => new EvaluationSchedule(evaluation, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEvaluationRequests>(provider => provider.GetRequiredService<EvaluationSchedule>());
        services.AddQuartz(quartz =>
        {
            if (store is StorePlace.Server server)
                Share(quartz, server);
            else
                quartz.UseInMemoryStore();

            // On the container's clock, whose seconds are real ones. A clock given to Quartz would replace it for everybody else.
            Every<PollJob>(quartz, "poll");
            Every<EvaluateJob>(quartz, "evaluate");
            Every<DueJob>(quartz, "due");
        });
        // Else a replica that starts would begin every schedule anew beside the one that runs.
        services.Configure<QuartzOptions>(options => options.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Share(IQuartzBuilder quartz, StorePlace.Server server) => quartz
        .ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true)
        .UsePersistentStore(persistent =>
        {
            persistent.UsePostgres(PostgresAddress.ForShortWork(server.ConnectionString));
            persistent.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Missed));
            persistent.ProvisionSchema();
        });

    private static void Every<TJob>(IQuartzBuilder quartz, string name)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(Tick).RepeatForever()),
            job => job.WithIdentity(name));
}
