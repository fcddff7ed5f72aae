using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Socket Mode. docs.slack.dev/apis/events-api/using-socket-mode.</summary>
public sealed class SlackSockets
{
    internal const string Path = "/link/";

    private const int MostConnections = 10;

    private readonly FakeSlack _fake;
    private readonly HashSet<string> _tickets = new(StringComparer.Ordinal);
    private readonly List<SlackSocket> _open = [];
    private int _next;
    private int _turn;

    internal SlackSockets(FakeSlack fake) => _fake = fake;

    /// <summary>Connections that got their hello, oldest first.</summary>
    public IReadOnlyList<SlackSocket> Open
    {
        get
        {
            lock (_fake.Gate)
                return [.. _open];
        }
    }

    /// <summary>How many were ever opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Which connection gets the next envelope; in turn unless set.</summary>
    public Func<IReadOnlyList<SlackSocket>, SlackSocket>? Pick { get; set; }

    /// <summary>Sends every connection a notice to leave, and closes it after a while.</summary>
    /// <param name="reason"><c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</param>
    public async Task DisconnectAsync(string reason, TimeSpan? notice = null)
    {
        foreach (var socket in Open)
            await socket.DisconnectAsync(reason, notice ?? TimeSpan.FromSeconds(10));
    }

    /// <summary>Breaks every connection without a word.</summary>
    public void Drop()
    {
        foreach (var socket in Open)
            socket.Drop();
    }

    /// <summary>The address for one connection; under the lock.</summary>
    internal string Ticket()
    {
        string ticket = string.Create(CultureInfo.InvariantCulture, $"fake-ticket-{++_next}");
        _tickets.Add(ticket);
        return $"ws://{_fake.Address.Authority}{Path}?ticket={ticket}&app_id={_fake.AppId}";
    }

    internal async Task ConnectAsync(HttpContext context)
    {
        bool known;
        lock (_fake.Gate)
            known = _tickets.Remove(context.Request.Query["ticket"].ToString());
        if (!known || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var web = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new SlackSocket(web, context);
        int number;
        lock (_fake.Gate)
            number = _open.Count + 1;
        if (number > MostConnections)
        {
            await socket.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = "too_many_websockets" });
            return;
        }

        await socket.SendAsync(Hello(number));
        lock (_fake.Gate)
        {
            _open.Add(socket);
            Opened++;
        }

        _fake.Changed();
        try
        {
            await socket.ListenAsync(_fake.Stopping.Token);
        }
        finally
        {
            lock (_fake.Gate)
                _open.Remove(socket);
            socket.Ended();
            _fake.Changed();
        }
    }

    /// <returns>Whether it was acknowledged in time, and the ack's payload.</returns>
    internal async Task<(bool Acked, string? Payload)> SendAsync(SlackEnvelope envelope, int retry, string? reason)
    {
        try
        {
            await _fake.WhenAsync(() => Open.Any(socket => !socket.IsLeaving), _fake.Patience);
        }
        catch (TimeoutException)
        {
            return (false, null);
        }

        SlackSocket socket;
        string id;
        lock (_fake.Gate)
        {
            SlackSocket[] ready = [.. _open.Where(socket => !socket.IsLeaving)];
            if (ready.Length == 0)
                return (false, null);
            socket = Pick?.Invoke(ready) ?? ready[_turn++ % ready.Length];
            id = string.Create(CultureInfo.InvariantCulture, $"fake-envelope-{++_next}");
        }

        var frame = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = envelope.SocketType,
            ["payload"] = envelope.Payload.DeepClone(),
            ["accepts_response_payload"] = envelope.TakesAnswer,
        };
        if (envelope.Kind == SlackEnvelopeKind.Event)
        {
            frame["retry_attempt"] = retry;
            frame["retry_reason"] = reason ?? "";
        }

        return await socket.AskAsync(id, frame, _fake.Patience);
    }

    private JsonObject Hello(int number) => new()
    {
        ["type"] = "hello",
        ["num_connections"] = number,
        ["connection_info"] = new JsonObject { ["app_id"] = _fake.AppId },
        ["debug_info"] = new JsonObject
        {
            ["host"] = "applink-fake",
            ["started"] = _fake.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            ["build_number"] = 1,
            ["approximate_connection_time"] = 18060,
        },
    };
}

/// <summary>One connection of the app.</summary>
public sealed class SlackSocket : IDisposable
{
    private readonly WebSocket _web;
    private readonly HttpContext _context;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<string?>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SlackSocket(WebSocket web, HttpContext context) => (_web, _context) = (web, context);

    /// <summary>Was told to leave: gets no more envelopes.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Acknowledgements of envelopes that this connection did not deliver, or that came too late.</summary>
    public int StrayAcks { get; private set; }

    /// <summary>Set: takes nothing more from the wire, not even pings, as a dead link does.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Breaks the connection without a word.</summary>
    public void Drop()
    {
        IsLeaving = true;
        _context.Abort();
    }

    /// <param name="notice">How long the connection lives on.</param>
    public async Task DisconnectAsync(string reason, TimeSpan notice)
    {
        IsLeaving = true;
        await SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-fake" } });
        _ = CloseLaterAsync(notice);
    }

    /// <summary>Sends a frame of a test's own.</summary>
    public async Task SendAsync(JsonObject frame)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(frame.ToJsonString());
        await _sending.WaitAsync();
        try
        {
            await _web.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side is gone; whoever waits for an answer is told when listening ends.
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    internal async Task<(bool Acked, string? Payload)> AskAsync(string id, JsonObject frame, TimeSpan patience)
    {
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _waiting.Add(id, answer);
        await SendAsync(frame);
        try
        {
            return (true, await answer.Task.WaitAsync(patience));
        }
        catch (Exception none) when (none is TimeoutException or OperationCanceledException)
        {
            return (false, null);
        }
        finally
        {
            lock (_gate)
                _waiting.Remove(id);
        }
    }

    internal async Task ListenAsync(CancellationToken stopping)
    {
        byte[] buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (_web.State == WebSocketState.Open)
            {
                if (IsFrozen)
                    await _frozen.Task.WaitAsync(stopping);
                var part = await _web.ReceiveAsync(buffer, stopping);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(Encoding.UTF8.GetString(message.ToArray()));
                message.SetLength(0);
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException)
        {
            // Ended by the other side, by a test, or by the end of the fake.
        }
    }

    internal void Ended()
    {
        lock (_gate)
        {
            foreach (var waiting in _waiting.Values)
                waiting.TrySetCanceled();
        }
    }

    private void Take(string text)
    {
        var ack = JsonNode.Parse(text);
        string? payload = ack?["payload"] is { } body ? (body is JsonValue value ? value.ToString() : body.ToJsonString()) : null;
        lock (_gate)
        {
            if (ack?["envelope_id"]?.ToString() is { } id && _waiting.TryGetValue(id, out var waiting) && waiting.TrySetResult(payload))
                return;
            StrayAcks++;
        }
    }

    private async Task CloseLaterAsync(TimeSpan notice)
    {
        await Task.Delay(notice, TimeProvider.System);
        try
        {
            if (_web.State == WebSocketState.Open)
                await _web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It left by itself.
        }
    }
}
