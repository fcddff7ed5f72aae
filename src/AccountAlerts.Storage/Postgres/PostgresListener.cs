using AccountAlerts.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>Wakes this process's dispatcher when any replica has stored something to deliver. Should it miss some news, polling finds it.</summary>
internal sealed partial class PostgresListener(PostgresDatabase database, Action wake, ILogger<PostgresListener> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection connection = await database.OpenAsync(stoppingToken);
                connection.Notification += (_, _) => wake();
                await using (var listen = new NpgsqlCommand($"LISTEN {SqlTopics.Outbox}", connection))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                LogListening();
                pause = FirstPause;
                // What came while nobody listened.
                wake();
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogLost(pause, fault);
                await Task.Delay(pause, TimeProvider.System, stoppingToken);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
        }
    }

    [LoggerMessage(190, LogLevel.Debug, "Listening for messages to deliver")]
    private partial void LogListening();

    [LoggerMessage(191, LogLevel.Warning, "The database cannot tell of messages to deliver; next try in {Pause}. Until then the dispatcher looks at its own interval")]
    private partial void LogLost(TimeSpan pause, Exception exception);
}
