using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccountAlerts.Webhook;

namespace AccountAlerts.Operations;

/// <summary>A small JSON to an address outside, signed as the webhook's messages are.</summary>
internal sealed partial class SignedPost : INoticeWay, IDisposable
{
    private readonly Uri _address;
    private readonly byte[] _secret;
    private readonly HttpClient _http;
    private readonly TimeProvider _machineClock;
    private readonly ILogger<SignedPost> _log;

    public SignedPost(Uri address, string secret, TimeProvider machineClock, ILogger<SignedPost> log)
    {
        _address = address;
        _secret = Encoding.UTF8.GetBytes(secret);
        _machineClock = machineClock;
        _log = log;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(15),
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    public string Name => "webhook";

    public async Task<bool> SendAsync(Notice notice, CancellationToken cancellation)
    {
        byte[] body = BodyOf(notice);
        string timestamp = _machineClock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] covered = [.. Encoding.UTF8.GetBytes($"{timestamp}\nPOST\n{_address.PathAndQuery}\n"), .. body];
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Idempotency-Key", notice.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(_secret, covered));
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                LogRefused(notice.Kind, (int)answer.StatusCode);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The exception names the address, which may hold a secret of the receiver's.
            LogFailed(notice.Kind, fault is HttpRequestException http ? http.HttpRequestError.ToString() : fault.GetType().Name);
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    internal static byte[] BodyOf(Notice notice)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("at", notice.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("kind", notice.Kind);
            json.WriteString("text", notice.Message.Text);
            json.WriteString("detail", NoticeText.Of(notice.Message));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    [LoggerMessage(180, LogLevel.Warning, "Operations could not be told of {Kind}: the address in Operations:Webhook answered {Status}; tried again")]
    private partial void LogRefused(string kind, int status);

    [LoggerMessage(181, LogLevel.Warning, "Operations could not be told of {Kind}: the address in Operations:Webhook did not answer ({Reason}); tried again")]
    private partial void LogFailed(string kind, string reason);
}
