using System.Globalization;
using System.Net;
using System.Text;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>Signs a request, sends it once and reads the answer. What the answer means is for <see cref="WebhookErrors"/>.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const string IdempotencyHeader = "Idempotency-Key";

    /// <summary>More than the dispatcher has calls under way at a time, silent ones included: none waits for a connection of another's.</summary>
    private const int Connections = 256;

    private readonly HttpMessageInvoker _http;
    private readonly byte[] _secret;
    private readonly string _messages;
    private readonly Uri _post;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _machineClock;

    /// <param name="machineClock">Receivers compare timestamps with their own clock, so the product's, which may be moved, is the wrong one.</param>
    public WebhookClient(WebhookOptions options, TimeProvider machineClock)
    {
        var url = options.Url ?? throw new ArgumentException("A webhook needs its address.", nameof(options));
        _secret = Encoding.UTF8.GetBytes(options.Secret ?? throw new ArgumentException("A webhook needs its secret.", nameof(options)));
        _messages = url.AbsoluteUri.TrimEnd('/') + "/messages";
        _post = new Uri(_messages);
        _timeout = options.Timeout;
        _machineClock = machineClock;
        _http = new HttpMessageInvoker(Handler());
    }

    public Task<WireAnswer> PostAsync(OutboundMessage message, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, _post, message, cancellation);

    public Task<WireAnswer> PutAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Put, new Uri($"{_messages}/{Uri.EscapeDataString(messageId)}"), message, cancellation);

    public Task<WireAnswer> GetAsync(Conversation conversation, string key, CancellationToken cancellation) => CallAsync(
        HttpMethod.Get,
        new Uri($"{_messages}?key={Uri.EscapeDataString(key)}&workspace={Uri.EscapeDataString(conversation.Workspace)}"
            + $"&conversation={Uri.EscapeDataString(conversation.Id)}"),
        null, cancellation);

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        // A redirect would carry customers' names to an address that nobody has set.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = Connections,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // Below the time after which receivers and their proxies commonly close an idle connection; a lifetime, so that a moved name is noticed.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = WireReader.MostBytes,
    };

    private async Task<WireAnswer> CallAsync(HttpMethod method, Uri address, OutboundMessage? message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        long timestamp = _machineClock.GetUtcNow().ToUnixTimeSeconds();
        var page = WirePage.Take(timestamp, method.Method, address.PathAndQuery);
        WireContent? content = null;
        using var request = new HttpRequestMessage(method, address);
        if (message is not null)
        {
            page.Write(message);
            request.Content = content = new WireContent(page.Body);
            request.Headers.TryAddWithoutValidation(IdempotencyHeader, message.Key);
        }

        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, WebhookSignature.Of(_secret, page.Signed));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(_timeout);
        try
        {
            using var response = await _http.SendAsync(request, over.Token);
            page.GiveBack();
            int status = (int)response.StatusCode;
            var said = response.IsSuccessStatusCode && method != HttpMethod.Put ? await WireReader.IdsAsync(response.Content, over.Token) : WireIds.None;
            return new WireAnswer.Answered(status, said.Id, WaitOf(response)) { Copies = said.Copies };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            string limit = string.Create(CultureInfo.InvariantCulture, $"within {_timeout.TotalSeconds:0.#} s");
            return content is { Begun: false } ? new WireAnswer.NotSent($"no connection {limit}") : new WireAnswer.Broken($"no whole answer {limit}");
        }
        catch (HttpRequestException fault)
        {
            string reason = WebhookErrors.Words(fault.HttpRequestError);
            return content is { Begun: false } ? new WireAnswer.NotSent(reason) : new WireAnswer.Broken(reason);
        }
        catch (IOException)
        {
            return new WireAnswer.Broken("the connection broke within the answer");
        }
    }

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            return null;
        var asked = response.Headers.RetryAfter;
        // Dates are the receiver's: its own clock says how far ahead they are, if it tells.
        var wait = asked?.Delta ?? asked?.Date - (response.Headers.Date ?? _machineClock.GetUtcNow());
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
