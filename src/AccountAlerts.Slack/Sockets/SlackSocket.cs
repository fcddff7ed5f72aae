using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Sockets;

/// <summary>One connection of Socket Mode. Each envelope is acknowledged on the connection that brought it.</summary>
internal sealed partial class SlackSocket(SlackDesk desk, SlackInstallations installations, TimeProvider machineClock, ILogger logger) : IDisposable
{
    /// <summary>Larger than anything that Slack sends.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(10);

    /// <summary>A dead link shows itself after two of these.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _web = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource<string> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;

    /// <summary>Completes, with the reason, when Slack asks this connection to go.</summary>
    public Task<string> Leaving => _leaving.Task;

    /// <returns>How many connections of the app Slack counts, this one among them.</returns>
    public async Task<int> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        _web.Options.KeepAliveInterval = KeepAlive;
        _web.Options.KeepAliveTimeout = KeepAlive;
        if (address.IsLoopback)
            _web.Options.Proxy = null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(HelloWithin);
        await _web.ConnectAsync(address, over.Token);
        using var first = await ReceiveAsync(over.Token) ?? throw new WebSocketException("The connection was closed before the hello.");
        return first.RootElement.Text("type") switch
        {
            "hello" => (int)first.RootElement.Number("num_connections"),
            "disconnect" => throw new SlackRefusedException(first.RootElement.Text("reason") ?? "disconnect"),
            _ => throw new WebSocketException("The first frame is no hello."),
        };
    }

    /// <summary>Takes what comes until the connection ends.</summary>
    /// <param name="farewell">How long after it was asked to leave.</param>
    public async Task ListenAsync(TimeSpan farewell, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _ = Leaving.ContinueWith(_ => over.CancelAfter(farewell), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (await ReceiveAsync(over.Token) is { } frame)
                Take(frame);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or JsonException)
        {
            Log.Broke(logger, fault.GetType().Name);
        }

        // What was taken is still answered for, as far as the connection lets it.
        for (int i = 0; Volatile.Read(ref _underWay) > 0 && i < 30; i++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), machineClock, CancellationToken.None);
        if (_web.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await CloseAsync();
    }

    public void Dispose()
    {
        _web.Dispose();
        _sending.Dispose();
    }

    /// <returns>Null when the other side closes.</returns>
    private async Task<JsonDocument?> ReceiveAsync(CancellationToken cancellation)
    {
        byte[] buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _web.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (message.Length > MostBytes)
                throw new WebSocketException("A frame is larger than anything that Slack sends.");
            if (part.EndOfMessage)
                return JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length).ToArray());
        }
    }

    private void Take(JsonDocument frame)
    {
        using (frame)
        {
            var root = frame.RootElement;
            if (root.Text("type") == "disconnect")
            {
                _leaving.TrySetResult(root.Text("reason") ?? "disconnect");
                return;
            }

            if (root.Text("envelope_id") is { } id && KindOf(root.Text("type")) is { } kind && root.At("payload") is { } payload)
            {
                Interlocked.Increment(ref _underWay);
                _ = AnswerAsync(id, kind, payload.Clone(), root.Flag("accepts_response_payload"));
            }
        }
    }

    private async Task AnswerAsync(string id, SlackKind kind, JsonElement payload, bool takesAnswer)
    {
        try
        {
            var ack = installations.Of(SlackOrigin.Of(kind, payload))?.Team is { } team ? await desk.TakeAsync(new SlackDelivery(kind, payload, team.TeamId)) : new SlackAck(null);
            string answer = takesAnswer && ack.Body is { } body
                ? $$"""{"envelope_id":{{JsonSerializer.Serialize(id)}},"payload":{{body}}}"""
                : $$"""{"envelope_id":{{JsonSerializer.Serialize(id)}}}""";
            if (!await SendAsync(answer) && ack.Lost is { } lost)
                await lost();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.Unanswered(logger, fault);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <returns>False if the connection is gone.</returns>
    private async Task<bool> SendAsync(string text)
    {
        try
        {
            await _sending.WaitAsync();
            try
            {
                await _web.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                return true;
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private async Task CloseAsync()
    {
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(2), machineClock);
        try
        {
            await _web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            Log.Broke(logger, fault.GetType().Name);
        }
    }

    private static SlackKind? KindOf(string? type) => type switch
    {
        "events_api" => SlackKind.Event,
        "interactive" => SlackKind.Interaction,
        "slash_commands" => SlackKind.Command,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(3071, LogLevel.Debug, "A Socket Mode connection ended: {Reason}.")]
        public static partial void Broke(ILogger logger, string reason);

        [LoggerMessage(3072, LogLevel.Error, "Something that came over Socket Mode could not be acknowledged.")]
        public static partial void Unanswered(ILogger logger, Exception fault);
    }
}
