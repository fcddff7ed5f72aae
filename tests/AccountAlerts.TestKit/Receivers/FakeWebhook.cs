using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>A receiver of webhooks with a memory and a script, on a port of its own; without a script it takes everything once.</summary>
public sealed class FakeWebhook : IAsyncDisposable
{
    public const string DefaultSecret = "not-a-secret-not-a-secret-not-a-secret";

    /// <summary>How far a timestamp may be off.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly byte[] _secret;
    private readonly WebhookLedger _ledger = new();
    private readonly Queue<WebhookReply> _queue = new();
    private readonly CancellationTokenSource _stopping = new();

    private FakeWebhook(int port, string secret)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        Secret = secret;
        _app = LoopbackServer.Build(port, HandleAsync);
    }

    /// <summary>What <c>Webhook:Url</c> would be.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public string Secret { get; }

    /// <summary>Asked once per request, in the order of arrival, after <see cref="Then"/> is used up.</summary>
    public Func<WebhookCall, WebhookReply> Script { get; set; } = _ => WebhookReply.Accept;

    /// <summary>False for a receiver that makes a second message of a repeated key, which the protocol forbids.</summary>
    public bool Idempotent { get; set; } = true;

    /// <summary>False to forget what messages say; load runs need only their number.</summary>
    public bool KeepBodies { get; set; } = true;

    public IReadOnlyList<WebhookCall> Calls => _ledger.Calls;

    /// <summary>In the order of posting, deleted ones left out.</summary>
    public IReadOnlyList<WebhookMessage> Messages => [.. _ledger.Messages.Where(message => message.Id.Length > 0)];

    public WebhookCounts Counts => _ledger.Counts;

    /// <param name="port">0 for any free one; a receiver that comes back after an outage wants its old one.</param>
    public static async Task<FakeWebhook> StartAsync(string secret = DefaultSecret, int port = 0)
    {
        var fake = new FakeWebhook(port, secret);
        await fake._app.StartAsync();
        fake.Url = LoopbackServer.AddressOf(fake._app);
        return fake;
    }

    /// <summary>Replies to the next requests, one each.</summary>
    public FakeWebhook Then(params WebhookReply[] replies)
    {
        lock (_queue)
        {
            foreach (var reply in replies)
                _queue.Enqueue(reply);
        }

        return this;
    }

    public void Delete(string messageId) => _ledger.Delete(messageId);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private WebhookReply Next(WebhookCall call)
    {
        lock (_queue)
        {
            if (_queue.TryDequeue(out var reply))
                return reply;
        }

        return Script(call);
    }

    private async Task HandleAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> body = await BodyAsync(context);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith(WebhookConsole.Prefix, StringComparison.Ordinal))
        {
            await WebhookConsole.AnswerAsync(this, context, body);
            return;
        }

        if (!IsSigned(context.Request, target, body.Span))
        {
            _ledger.Forged();
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (WebhookRequest.Read(context.Request.Method, target, query, body) is not { } request || !KeyIsTheHeaders(context.Request, request))
        {
            _ledger.Malformed();
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (reply, id, copies) = _ledger.Take(request, Next, Idempotent, KeepBodies, TimeProvider.System.GetUtcNow());
        await EndAsync(context, reply, reply.Body ?? (id is not null && reply.Status is >= 200 and < 300 and not 204 ? Naming(id, copies) : null));
    }

    private static string Naming(string id, IReadOnlyList<string> copies) => copies.Count == 0
        ? $"{{\"id\":{JsonSerializer.Serialize(id)}}}"
        : $"{{\"id\":{JsonSerializer.Serialize(id)},\"copies\":{JsonSerializer.Serialize(copies)}}}";

    private async Task EndAsync(HttpContext context, WebhookReply reply, string? text)
    {
        switch (reply.End)
        {
            case WebhookEnd.Drop:
                context.Abort();
                return;
            case WebhookEnd.Silence:
                await LoopbackServer.HoldAsync(context, _stopping.Token);
                return;
            case WebhookEnd.SlowBody:
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync("{"u8.ToArray());
                await context.Response.Body.FlushAsync();
                await LoopbackServer.HoldAsync(context, _stopping.Token);
                return;
        }

        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait;
        if (text is not null)
            await LoopbackServer.WriteAsync(context, "application/json", text);
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length)
            return [];
        byte[] body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body);
        return body;
    }

    private static bool KeyIsTheHeaders(HttpRequest http, WebhookRequest request) =>
        request.Verb == WebhookVerb.LookUp || http.Headers["Idempotency-Key"].ToString() == request.Key;

    private bool IsSigned(HttpRequest request, string target, ReadOnlySpan<byte> body)
    {
        string timestamp = request.Headers["X-AccountAlerts-Timestamp"].ToString();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) > Window.TotalSeconds)
            return false;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{timestamp}\n{request.Method}\n{target}\n"));
        hash.AppendData(body);
        string expected = "v1=" + Convert.ToHexStringLower(hash.GetHashAndReset());
        return request.Headers["X-AccountAlerts-Signature"].ToString() == expected;
    }
}
