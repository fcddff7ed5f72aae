using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>The receiver's other half: sends signed clicks and commands to the service.</summary>
public sealed class WebhookCaller(Uri service, string secret = FakeWebhook.DefaultSecret) : IDisposable
{
    /// <summary>Bytes that a connection does not take at once.</summary>
    private const int Long = 16 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, Expect100ContinueTimeout = Waiting.AtMost }) { BaseAddress = service };

    /// <summary>How far the caller's clock is off.</summary>
    public TimeSpan Skew { get; init; }

    public Task<HttpResponseMessage> ClickAsync(
        string clickId, string user, string action, string value, IReadOnlyDictionary<string, string>? inputs = null) =>
        PostAsync("/webhook/clicks", JsonSerializer.Serialize(new { clickId, user, conversation = PlaceOf(user), action, value, inputs }));

    public Task<HttpResponseMessage> CommandAsync(string user, string text) =>
        PostAsync("/webhook/commands", JsonSerializer.Serialize(new { user, conversation = PlaceOf(user), text }));

    /// <param name="sent">What goes over the wire; null for what was signed.</param>
    public Task<HttpResponseMessage> PostAsync(string path, string body, string? sent = null)
    {
        string timestamp = (TimeProvider.System.GetUtcNow() + Skew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] covered = Encoding.UTF8.GetBytes($"{timestamp}\nPOST\n{path}\n{body}");
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent ?? body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        // A server that takes no body of that size says so and hangs up: whoever is sending by then may lose its words. So ask first.
        request.Headers.ExpectContinue = body.Length > Long;
        request.Headers.Add("X-AccountAlerts-Timestamp", timestamp);
        request.Headers.Add("X-AccountAlerts-Signature", "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), covered)));
        return _http.SendAsync(request);
    }

    /// <summary>The private answer; null where there was nothing to say.</summary>
    public static async Task<Message?> AnswerAsync(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        var message = body.RootElement.GetProperty("message");
        return message.ValueKind == JsonValueKind.Null ? null : MessageJson.Read(message.GetRawText());
    }

    public void Dispose() => _http.Dispose();

    private static object PlaceOf(string user) => new { workspace = "default", id = user };
}
