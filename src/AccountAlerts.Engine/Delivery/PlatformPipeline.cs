using System.Collections.Concurrent;
using System.Threading.Channels;
using AccountAlerts.Engine.Conversations;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// One platform's way from the outbox to its people: turns (record what ended, lease what is next, one transaction for both) feed a small
/// buffer, workers take from it and call. Other platforms have ways of their own, so that none waits for another.
/// </summary>
/// <remarks>Nothing sleeps on a refusal: a row that has to wait goes back with a later time, and the worker takes the next.</remarks>
internal sealed partial class PlatformPipeline(
    IOutbox outbox, IChatPlatform platform, DispatchSignal signal, DeliveryOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>A call that takes longer gives its place to the next one and goes on beside it.</summary>
    private static readonly TimeSpan Straggling = TimeSpan.FromMilliseconds(500);

    /// <summary>How many such calls there may be before the others have to wait for them after all.</summary>
    private const int MostStragglers = 128;

    /// <summary>The most that one turn records.</summary>
    private const int MostResults = 256;

    private readonly DeliveryAttempt _attempt = new(platform, options.Fresh, time);
    private readonly ConcurrentQueue<OutboxDone> _results = new();
    private readonly ClaimWindow _window = new(options.Parallel);
    private volatile TaskCompletionSource _ended = New();
    private int _waiting;
    private int _outstanding;
    private int _straggling;

    /// <param name="drain">True to end once nothing is due; false to go on until cancelled.</param>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> RunAsync(bool drain, CancellationToken cancellation)
    {
        var buffer = Channel.CreateUnbounded<Claimed>();
        Task[] workers = [.. Enumerable.Range(0, options.Parallel).Select(_ => WorkAsync(buffer.Reader, cancellation))];
        int attempts = 0;
        List<OutboxDone> done = [];
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var ended = _ended.Task;
                var news = signal.Next;
                Take(done);
                int most = _window.Room(Volatile.Read(ref _waiting));
                if (most == 0 && done.Count == 0)
                {
                    await WaitAsync(ended, news, null, cancellation);
                    continue;
                }

                long claimedAt = time.GetTimestamp();
                OutboxTurn turn;
                try
                {
                    turn = await outbox.TurnAsync(platform.Name, platform.Limits, done, most, cancellation);
                }
                catch (Exception fault) when (!drain && fault is not OperationCanceledException and not OutOfMemoryException)
                {
                    // The store is the likely culprit (locked, disk full). What ended stays in hand, is recorded once it answers again, and
                    // until then nothing new is sent.
                    Log.Faulted(logger, platform.Name, fault);
                    await Task.Delay(options.Poll, time, cancellation);
                    continue;
                }

                Settle(done, turn);
                _window.Saw(turn.Claimed.Count == most, Volatile.Read(ref _waiting) == 0);
                foreach (var item in turn.Claimed)
                {
                    attempts++;
                    Interlocked.Increment(ref _waiting);
                    Interlocked.Increment(ref _outstanding);
                    buffer.Writer.TryWrite(new Claimed(item, claimedAt));
                }

                if (!_results.IsEmpty || (most > 0 && turn.Claimed.Count == most))
                    continue;

                if (drain && Volatile.Read(ref _outstanding) == 0)
                    break;
                await WaitAsync(ended, news, turn.NextDue, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A stop: what is under way ends below.
        }
        finally
        {
            buffer.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await FinishAsync(done);
        }

        return attempts;
    }

    private void Take(List<OutboxDone> done)
    {
        while (done.Count < MostResults && _results.TryDequeue(out var result))
            done.Add(result);
    }

    private void Settle(List<OutboxDone> done, OutboxTurn turn)
    {
        foreach (var ended in done)
        {
            Report(ended.Item, ended.Result, !turn.Lost.Contains(ended.Item));
            DeliveryMetrics.Took(platform.Name, ended.EndedAfter);
            Interlocked.Decrement(ref _outstanding);
        }

        done.Clear();
    }

    /// <summary>After a stop: calls under way may end (each has its own time-out), and what ended is recorded.</summary>
    private async Task FinishAsync(List<OutboxDone> done)
    {
        while (true)
        {
            var ended = _ended.Task;
            Take(done);
            if (done.Count > 0)
            {
                try
                {
                    Settle(done, await outbox.TurnAsync(platform.Name, platform.Limits, done, 0, CancellationToken.None));
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    // These rows are as after a crash: looked up before they are repeated.
                    Log.Faulted(logger, platform.Name, fault);
                    return;
                }
            }
            else if (Volatile.Read(ref _outstanding) == 0)
            {
                return;
            }
            else if (_results.IsEmpty)
            {
                await ended;
            }
        }
    }

    /// <summary>Waits until a call ends, something is put into the outbox, something becomes due, or for a poll.</summary>
    private async Task WaitAsync(Task ended, Task news, TimeSpan? nextDue, CancellationToken cancellation)
    {
        var pause = nextDue is { } due && due < options.Poll ? due : options.Poll;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A timer may be a little early; one more millisecond saves a turn for nothing.
        await Task.WhenAny(ended, news, Task.Delay(pause + TimeSpan.FromMilliseconds(1), time, over.Token));
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task WorkAsync(ChannelReader<Claimed> buffer, CancellationToken stopping)
    {
        await foreach (var claimed in buffer.ReadAllAsync(CancellationToken.None))
        {
            Interlocked.Decrement(ref _waiting);
            var call = AttemptAsync(claimed, stopping);
            if (call.IsCompleted || Volatile.Read(ref _straggling) >= MostStragglers)
                await call;
            else
                await AwaitOrLeaveAsync(call);
        }
    }

    private async Task AwaitOrLeaveAsync(Task call)
    {
        try
        {
            await call.WaitAsync(Straggling, time);
        }
        catch (TimeoutException)
        {
            Interlocked.Increment(ref _straggling);
            _ = call.ContinueWith(
                _ => Interlocked.Decrement(ref _straggling), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Never throws: whatever happens is a result.</summary>
    private async Task AttemptAsync(Claimed claimed, CancellationToken stopping)
    {
        var started = time.GetElapsedTime(claimed.At);
        var result = stopping.IsCancellationRequested ? new OutboxResult.Returned() : await CallAsync(claimed);
        _results.Enqueue(new OutboxDone(claimed.Item, result, started, time.GetElapsedTime(claimed.At)));
        Interlocked.Exchange(ref _ended, New()).TrySetResult();
    }

    private async Task<OutboxResult> CallAsync(Claimed claimed)
    {
        // A stop does not cut a call short: its outcome would be unknown, and the message late by a lease.
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        try
        {
            return await _attempt.MakeAsync(claimed.Item, claimed.At, timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new OutboxResult.Unclear($"no answer within {options.Timeout.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.CallFaulted(logger, claimed.Item.Id, platform.Name, fault);
            return new OutboxResult.Unclear(fault.GetType().Name);
        }
    }

    private void Report(OutboxItem item, OutboxResult result, bool ours)
    {
        if (!ours)
            Log.LeaseLost(logger, item.Id, platform.Name);
        else if (result is OutboxResult.Shown or OutboxResult.Dropped or OutboxResult.Returned)
            Log.Shown(logger, item.Id, platform.Name, item.Attempts, result.GetType().Name);
        else
            Log.NotShown(logger, item.Id, platform.Name, item.Attempts, result.GetType().Name, RetryPolicy.ReasonOf(result));
        DeliveryMetrics.Count(platform.Name, ours ? result.GetType().Name : "LeaseLost");
        // What came too late is counted once it is known whether it is there twice: see StrayCleanup.
        if (ours && result.PerhapsTwice)
            DeliveryMetrics.PerhapsDoubled(platform.Name);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="At">Timestamp from before the claim.</param>
    private readonly record struct Claimed(OutboxItem Item, long At);

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Debug, "Message {Id} on {Platform} (attempt {Attempt}): {Outcome}.")]
        public static partial void Shown(ILogger logger, long id, string platform, int attempt, string outcome);

        [LoggerMessage(2002, LogLevel.Warning, "Message {Id} is not shown on {Platform} yet (attempt {Attempt}): {Outcome}, {Reason}.")]
        public static partial void NotShown(ILogger logger, long id, string platform, int attempt, string outcome, string reason);

        [LoggerMessage(2003, LogLevel.Warning, "The lease on message {Id} for {Platform} ended before its result was known; whoever has it now looks it up first.")]
        public static partial void LeaseLost(ILogger logger, long id, string platform);

        [LoggerMessage(2004, LogLevel.Error, "The call for message {Id} to {Platform} failed without an outcome; it is looked up before it is repeated.")]
        public static partial void CallFaulted(ILogger logger, long id, string platform, Exception fault);

        [LoggerMessage(2005, LogLevel.Error, "The outbox does not answer, so nothing goes out on {Platform}; the next try is soon. Nothing is lost.")]
        public static partial void Faulted(ILogger logger, string platform, Exception fault);
    }
}
