using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AccountAlerts.Slack.Api;

/// <summary>One call of the Web API: arguments as a form, which every method takes; the token only in the header.</summary>
/// <remarks>It never retries and never waits: whoever calls decides. docs.slack.dev/apis/web-api.</remarks>
public sealed class SlackClient(HttpClient http, Uri api)
{
    /// <summary>No answer that is read here is larger.</summary>
    private const int LargestAnswer = 4 * 1024 * 1024;

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    /// <param name="token">Sent as a bearer; never part of a reason.</param>
    /// <param name="arguments">Those that are null are left out.</param>
    public Task<SlackReply> CallAsync(string method, string token, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellation) =>
        SendAsync(method, new AuthenticationHeaderValue("Bearer", token), arguments, cancellation);

    /// <summary>As the app itself, which has an id and a secret instead of a token.</summary>
    public Task<SlackReply> CallAsync(
        string method, string clientId, string clientSecret, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellation) => SendAsync(
        method, new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"))), arguments, cancellation);

    private async Task<SlackReply> SendAsync(
        string method, AuthenticationHeaderValue authorization, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, method))
        {
            Content = new FormUrlEncodedContent(arguments.Where(argument => argument.Value is not null).Select(argument => KeyValuePair.Create(argument.Key, argument.Value))),
        };
        request.Headers.Authorization = authorization;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return new SlackReply.Limited(WaitOf(response));
            if (response.StatusCode != HttpStatusCode.OK)
                return new SlackReply.Unclear(string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)response.StatusCode}"));
            return await ReadAsync(response, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SlackReply.Unclear("no answer in time");
        }
        catch (HttpRequestException fault) when (IsBeforeSending(fault))
        {
            return new SlackReply.NotSent(fault.HttpRequestError.ToString());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new SlackReply.Unclear(fault is HttpRequestException http ? http.HttpRequestError.ToString() : fault.GetType().Name);
        }
    }

    private static async Task<SlackReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        JsonElement body;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return new SlackReply.Unclear("the answer is no JSON");
        }

        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("ok", out var ok))
            return new SlackReply.Unclear("the answer does not say ok");
        if (ok.ValueKind == JsonValueKind.True)
            return new SlackReply.Ok(body) { Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes) : null };
        string error = body.TryGetProperty("error", out var code) ? code.GetString() ?? "unknown_error" : "unknown_error";
        return error is "ratelimited" or "rate_limited" ? new SlackReply.Limited(WaitOf(response)) : new SlackReply.Refused(error, DetailOf(body));
    }

    private static string DetailOf(JsonElement body)
    {
        var parts = new List<string>();
        if (body.TryGetProperty("needed", out var needed) && needed.ValueKind == JsonValueKind.String)
            parts.Add("needs " + needed.GetString());
        if (body.TryGetProperty("response_metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            parts.AddRange(messages.EnumerateArray().Take(3).Select(message => message.ToString()));
        }

        return string.Join("; ", parts);
    }

    private static TimeSpan WaitOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { Delta: { } wait } && wait > TimeSpan.Zero ? wait : DefaultWait;

    private static bool IsBeforeSending(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
        && fault.InnerException is null or SocketException or System.Security.Authentication.AuthenticationException;
}
