using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Telemetry;

namespace AccountAlerts.Jobs;

/// <summary>Polls each source at its own interval; one that fails neither stops the others nor is asked again at once.</summary>
internal sealed partial class SourcePoller(IEnumerable<ISource> sources, IFactStore store, PollTurns turns, TimeProvider clock, ILogger<SourcePoller> log)
{
    /// <returns>True if anything was taken, or a source became fresh: what holds may have changed.</returns>
    public async Task<bool> PollDueAsync(CancellationToken cancellation)
    {
        bool news = false;
        foreach (ISource source in sources)
        {
            if (!await turns.TakeAsync(source, cancellation))
                continue;
            (bool came, TimeSpan? again) = await PollAsync(source, cancellation);
            news |= came;
            await turns.EndAsync(source, again, cancellation);
        }

        return news;
    }

    private async Task<(bool News, TimeSpan? Again)> PollAsync(ISource source, CancellationToken cancellation)
    {
        using var activity = Instruments.Traces.StartActivity("poll");
        activity?.SetTag("source", source.Name);
        try
        {
            PollReport report = await source.PollAsync(store, clock.GetUtcNow(), cancellation);
            foreach (FileReport file in report.Files)
                Tell(source.Name, file);
            return (report.Files.Any(file => file is { Unchanged: false, Refusal: null }), report.AskAgainIn);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Instruments.PollsFailed.Add(1, new KeyValuePair<string, object?>("source", source.Name));
            LogFailed(source.Name, source.Every, e);
            return (false, null);
        }
    }

    private void Tell(string source, FileReport file)
    {
        Instruments.Rows.Add(file.Rows, new KeyValuePair<string, object?>("source", source));
        if (file.Refusal is { } refusal)
            LogRefused(source, file.FileName, refusal);
        else if (!file.Unchanged)
            LogTaken(source, file.FileName, file.Rows, file.Rejected);
        foreach (string warning in file.Warnings)
            LogWarning(source, file.FileName, warning);
    }

    [LoggerMessage(100, LogLevel.Information, "{Source}: took {Rows} rows of {File}, rejected {Rejected}")]
    private partial void LogTaken(string source, string file, long rows, long rejected);

    [LoggerMessage(101, LogLevel.Warning, "{Source}: {File}: {Warning}")]
    private partial void LogWarning(string source, string file, string warning);

    [LoggerMessage(102, LogLevel.Error, "{Source}: refused {File}: {Refusal}")]
    private partial void LogRefused(string source, string file, string refusal);

    [LoggerMessage(103, LogLevel.Error, "{Source}: reading failed; next try in {Every}")]
    private partial void LogFailed(string source, TimeSpan every, Exception exception);
}
