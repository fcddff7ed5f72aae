using AccountAlerts.Engine.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Makes what is shown equal to what should be shown: claims due rows, calls the platform once, records what happened.</summary>
/// <remarks>It never sleeps on a refusal: a row that has to wait goes back with a later time, and the worker takes the next.</remarks>
public sealed partial class Dispatcher : BackgroundService
{
    private readonly IOutbox _outbox;
    private readonly Dictionary<string, IChatPlatform> _platforms;
    private readonly DispatchSignal _signal;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Dispatcher> _logger;

    public Dispatcher(
        IOutbox outbox, IEnumerable<IChatPlatform> platforms, DispatchSignal signal, IOptions<DeliveryOptions> options, TimeProvider time,
        ILogger<Dispatcher> logger)
    {
        _outbox = outbox;
        _platforms = platforms.ToDictionary(platform => platform.Name, StringComparer.Ordinal);
        _signal = signal;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Sends until nothing is due.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var running = new List<Task>();
        int attempts = 0;
        try
        {
            while (true)
            {
                var claimed = await _outbox.ClaimAsync(_options.Parallel - running.Count, _platforms.Keys, cancellation);
                attempts += claimed.Count;
                running.AddRange(claimed.Select(item => AttemptAsync(item, cancellation)));
                if (running.Count == 0)
                    return attempts;

                await NextAsync(running, cancellation);
                foreach (var done in running.Where(task => task.IsCompleted))
                    await done;
                running.RemoveAll(task => task.IsCompleted);
            }
        }
        finally
        {
            // On a stop or a fault: what is under way may finish and be recorded (each call has its own time-out).
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The store is the likely culprit (locked, disk full): say so, and try again after a poll.
                Log.Faulted(_logger, fault);
                await Task.Delay(_options.Poll, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Waits for one of the calls, or for news if more could be sent meanwhile.</summary>
    private async Task NextAsync(List<Task> running, CancellationToken cancellation)
    {
        if (running.Count >= _options.Parallel)
        {
            await Task.WhenAny(running);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = _signal.WaitAsync(over.Token);
        await Task.WhenAny(running.Append(news));
        await over.CancelAsync();
        await news.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var pause = _options.Poll;
        if (await _outbox.NextDueAsync(cancellation) is { } due && due < pause)
            pause = due > TimeSpan.FromMilliseconds(20) ? due : TimeSpan.FromMilliseconds(20);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = _signal.WaitAsync(over.Token);
        await Task.WhenAny(news, Task.Delay(pause, _time, over.Token));
        await over.CancelAsync();
        await news.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task AttemptAsync(OutboxItem item, CancellationToken stopping)
    {
        var platform = _platforms[item.Conversation.Platform];
        // A stop does not cut a call short: its outcome would be unknown, and the message late by a lease.
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        OutboxResult result;
        try
        {
            result = await CallAsync(platform, item, timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            result = new OutboxResult.Unclear($"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.CallFaulted(_logger, item.Id, item.Conversation.Platform, fault);
            result = new OutboxResult.Unclear(fault.GetType().Name);
        }

        bool ours = await _outbox.RecordAsync(item, result, CancellationToken.None);
        Report(item, result, ours);
        stopping.ThrowIfCancellationRequested();
    }

    private static async Task<OutboxResult> CallAsync(IChatPlatform platform, OutboxItem item, CancellationToken cancellation)
    {
        var message = new OutboundMessage(item.Conversation, item.Key, item.Desired);
        string? messageId = item.MessageId;
        if (messageId is null && item.LookFirst)
        {
            switch (await platform.FindAsync(item.Conversation, item.Key, cancellation))
            {
                case LookUp.Found found when item.Post:
                    return new OutboxResult.Shown(found.MessageId, item.DesiredHash);
                case LookUp.Found found:
                    // What it shows is what was desired then; an edit to the same text does no harm.
                    messageId = found.MessageId;
                    break;
                case LookUp.CannotTell unsure when item.Attempts < RetryPolicy.LookUps:
                    return new OutboxResult.Unclear(unsure.Reason);
            }
        }

        if (messageId is null && item.EditOnly)
            return new OutboxResult.Dropped("never shown, and over by now");
        var outcome = messageId is null
            ? await platform.SendAsync(message, cancellation)
            : await platform.EditAsync(message, messageId, cancellation);
        return RetryPolicy.ResultOf(outcome, item);
    }

    private void Report(OutboxItem item, OutboxResult result, bool ours)
    {
        string platform = item.Conversation.Platform;
        if (!ours)
            Log.LeaseLost(_logger, item.Id, platform);
        else if (result is OutboxResult.Shown or OutboxResult.Dropped)
            Log.Shown(_logger, item.Id, platform, item.Attempts);
        else
            Log.NotShown(_logger, item.Id, platform, item.Attempts, result.GetType().Name, RetryPolicy.ReasonOf(result));
        DeliveryMetrics.Count(platform, ours ? result.GetType().Name : "LeaseLost");
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Debug, "Message {Id} is shown on {Platform} (attempt {Attempt}).")]
        public static partial void Shown(ILogger logger, long id, string platform, int attempt);

        [LoggerMessage(2002, LogLevel.Warning, "Message {Id} is not shown on {Platform} yet (attempt {Attempt}): {Outcome}, {Reason}.")]
        public static partial void NotShown(ILogger logger, long id, string platform, int attempt, string outcome, string reason);

        [LoggerMessage(2003, LogLevel.Warning, "The lease on message {Id} for {Platform} ended before its result was known; whoever has it now looks it up first.")]
        public static partial void LeaseLost(ILogger logger, long id, string platform);

        [LoggerMessage(2004, LogLevel.Error, "The call for message {Id} to {Platform} failed without an outcome; it is looked up before it is repeated.")]
        public static partial void CallFaulted(ILogger logger, long id, string platform, Exception fault);

        [LoggerMessage(2005, LogLevel.Error, "The dispatcher cannot reach the outbox; it tries again shortly.")]
        public static partial void Faulted(ILogger logger, Exception fault);
    }
}
