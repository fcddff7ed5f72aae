using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Telemetry;

namespace AccountAlerts.Jobs;

/// <summary>Runs due work; what fails is logged, stops nothing else and is asked again at its next turn.</summary>
internal sealed partial class DueWorks(IEnumerable<IDueWork> works, TimeProvider clock, ILogger<DueWorks> log)
{
    // In memory on purpose: asking too often changes nothing, so a restart may ask everything at once.
    private readonly Dictionary<string, long> askedAt = new(StringComparer.Ordinal);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (IDueWork work in works)
        {
            if (askedAt.TryGetValue(work.Name, out long last) && clock.GetElapsedTime(last) < work.Every)
                continue;
            askedAt[work.Name] = clock.GetTimestamp();
            try
            {
                using var activity = Instruments.Traces.StartActivity(work.Name);
                if (await work.RunAsync(now, cancellation) is > 0 and int done)
                    LogDone(work.Name, done);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(work.Name, work.Every, e);
            }
        }
    }

    [LoggerMessage(110, LogLevel.Information, "{Work}: {Done} done")]
    private partial void LogDone(string work, int done);

    [LoggerMessage(111, LogLevel.Error, "{Work} failed; next try in {Every}")]
    private partial void LogFailed(string work, TimeSpan every, Exception exception);
}
