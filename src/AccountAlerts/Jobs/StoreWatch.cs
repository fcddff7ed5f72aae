using AccountAlerts.Engine;
using AccountAlerts.Hosting;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Jobs;

/// <summary>
/// Says once what is wrong with the store and once that it is over, however many works fail in between; and tries, since a service that
/// has nothing to write would not notice the end of it.
/// </summary>
internal sealed partial class StoreWatch(
    SqlDatabase database, IProductValues values, EvaluationSchedule evaluation, ProductMode mode, ILogger<StoreWatch> log) : BackgroundService
{
    private const string Scope = "$store";
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        StoreFault? said = null;
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var fault = database.Health.Fault;
            if (fault is { Damaged: false } && fault == said)
                fault = await TryAsync(stoppingToken);
            if (fault != said)
                Say(fault);
            if (fault is null && said is not null)
                evaluation.TryAgain();
            said = fault;
        }
    }

    /// <returns>Null if the store takes writes again.</returns>
    private async Task<StoreFault?> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await values.SetAsync(Scope, "tried", "", cancellation);
            await values.SetAsync(Scope, "tried", null, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not OutOfMemoryException)
        {
            // It goes on; that it does was said.
            return database.Health.Fault;
        }

        return database.Health.Fault;
    }

    private void Say(StoreFault? fault)
    {
        if (fault is null)
            LogWell();
        else if (fault.Damaged)
            LogDamaged(fault.Reason, mode.Database);
        else
            LogCannotWrite(fault.Reason);
    }

    [LoggerMessage(150, LogLevel.Error, "Nothing can be stored: {Reason}. Nothing goes out meanwhile, and nothing is lost; it goes on by itself once that is mended")]
    private partial void LogCannotWrite(string reason);

    [LoggerMessage(151, LogLevel.Information, "The store takes writes again")]
    private partial void LogWell();

    [LoggerMessage(152, LogLevel.Critical, "Nothing is stored any more: {Reason}. Restore the newest backup: stop the service, run rm -f '{Database}-wal' '{Database}-shm' && cp BACKUP '{Database}', and start it again")]
    private partial void LogDamaged(string reason, string database);
}
