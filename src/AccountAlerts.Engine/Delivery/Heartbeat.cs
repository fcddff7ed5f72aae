using AccountAlerts.Engine.Rhythm;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Tells an outside watch that all is well, only while the auditor's last look was recent and clean. Silence is the alarm.</summary>
public sealed partial class Heartbeat(
    IOptions<HeartbeatOptions> options, IProductValues values, HttpMessageInvoker http, ILogger<Heartbeat> logger) : IDueWork
{
    /// <summary>When the watch was told last, by the product's clock.</summary>
    public const string SentKey = "heartbeat";

    /// <summary>An older look says nothing about now.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public string Name => "delivery.heartbeat";

    public TimeSpan Every => options.Value.Every;

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.Value.Url is not { } url || await AuditReport.LastAsync(values, cancellation) is not { Clean: true } last || now - last.At > Recent)
            return 0;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var answer = await http.SendAsync(request, over.Token);
            if (!answer.IsSuccessStatusCode)
            {
                Log.Refused(logger, (int)answer.StatusCode);
                return 0;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The address may hold a token; the exception's text holds the host at most.
            Log.Failed(logger, fault.GetType().Name);
            return 0;
        }

        await values.SetAsync(AuditReport.Scope, SentKey, InstantText.Write(now), cancellation);
        return 0;
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Warning, "The address of Operations:Heartbeat:Url answers {Status}; the watch behind it will raise the alarm.")]
        public static partial void Refused(ILogger logger, int status);

        [LoggerMessage(2022, LogLevel.Warning, "The address of Operations:Heartbeat:Url does not answer ({Fault}); the watch behind it will raise the alarm.")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
