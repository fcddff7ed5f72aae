using System.Collections.Concurrent;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Inbound;

/// <summary>
/// Everything that Slack brings, from whichever transport: does the work, and acknowledges within Slack's three seconds. A change is stored
/// before it is acknowledged wherever that fits into the time, since Slack does not repeat a click; if it does not, the work goes on after.
/// </summary>
public sealed partial class SlackDesk(
    SlackClicks clicks, SlackCommands commands, SlackEvents events, SlackAnswers answers, TimeProvider machineClock, ILogger<SlackDesk> logger) : IAsyncDisposable
{
    /// <summary>Slack waits three seconds.</summary>
    private static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Task, byte> _underWay = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <returns>What to acknowledge with.</returns>
    public async Task<SlackAck> TakeAsync(SlackDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var work = HandleAsync(delivery);
        if (!work.IsCompleted)
        {
            try
            {
                await work.WaitAsync(AckWithin, machineClock);
            }
            catch (TimeoutException)
            {
                Keep(FinishAsync(work));
                return new SlackAck(null);
            }
        }

        var handled = await work;
        if (handled.After is { } after)
            Keep(RunAsync(after));
        return new SlackAck(handled.Ack, handled.Late is { } late ? () => RunAsync(late) : null);
    }

    /// <summary>Waits for what is under way, so that no answer is lost at a stop.</summary>
    public async Task SettleAsync()
    {
        while (!_underWay.IsEmpty)
            await Task.WhenAll(_underWay.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await SettleAsync().WaitAsync(StopWithin, machineClock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync();
        _stopping.Dispose();
    }

    /// <summary>Never throws: whoever pressed gets to know that something broke.</summary>
    private async Task<Handled> HandleAsync(SlackDelivery delivery)
    {
        try
        {
            return delivery.Kind switch
            {
                SlackKind.Command => await commands.HandleAsync(delivery, _stopping.Token),
                SlackKind.Interaction => await clicks.HandleAsync(delivery, _stopping.Token),
                _ => await events.HandleAsync(delivery, _stopping.Token),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.Broken(logger, delivery.Kind, fault);
            return delivery.Kind == SlackKind.Event ? Handled.Quietly : Sorry(delivery);
        }
    }

    private Handled Sorry(SlackDelivery delivery)
    {
        var payload = delivery.Payload;
        if ((payload.Text("user", "id") ?? payload.Text("user_id")) is not { } user)
            return Handled.Quietly;
        var place = new SlackPlace(delivery.TeamId, user, payload.Text("channel", "id") ?? payload.Text("channel_id"), ResponseUrl: payload.Text("response_url"));
        return new Handled(After: cancellation => answers.SayAsync(place, Sayings.Broken, cancellation));
    }

    private async Task FinishAsync(Task<Handled> work)
    {
        var handled = await work;
        if (handled.Late is { } late)
            await RunAsync(late);
        if (handled.After is { } after)
            await RunAsync(after);
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The service stops; the act itself is stored.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.AnswerBroken(logger, fault);
        }
    }

    private void Keep(Task task)
    {
        if (task.IsCompleted)
            return;
        _underWay[task] = 0;
        _ = task.ContinueWith(ended => _underWay.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Error, "Something of kind {Kind} that came from Slack could not be handled.")]
        public static partial void Broken(ILogger logger, SlackKind kind, Exception fault);

        [LoggerMessage(3022, LogLevel.Error, "An answer to Slack could not be given.")]
        public static partial void AnswerBroken(ILogger logger, Exception fault);
    }
}
