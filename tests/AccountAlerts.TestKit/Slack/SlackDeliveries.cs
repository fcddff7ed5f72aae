using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Sends payloads to the app and does with its answers what Slack's client does.</summary>
internal sealed class SlackDeliveries(FakeSlack fake) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    public async Task<SlackAnswer> DeliverAsync(SlackEnvelope envelope, int retry)
    {
        if (fake.Manifest is { } manifest && !manifest.Sends(envelope))
            throw new InvalidOperationException($"The app's manifest does not ask for this: {envelope.Payload.ToJsonString()}");
        var answer = await OnceAsync(envelope, retry, retry == 0 ? null : "http_timeout");
        for (int again = retry + 1; !answer.Acked && envelope.Kind == SlackEnvelopeKind.Event && again <= fake.EventRetries; again++)
            answer = await OnceAsync(envelope, again, fake.Service is null ? "timeout" : "http_error");
        if (answer.Acked)
            Apply(envelope, answer);
        fake.Changed();
        return answer;
    }

    /// <summary>Signs and posts bytes as they are.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        Uri service, string path, byte[] body, string type, IEnumerable<KeyValuePair<string, string>>? headers, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        string timestamp = fake.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Signature(timestamp, body));
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        foreach (var (name, value) in headers ?? [])
            request.Headers.Add(name, value);
        return await _http.SendAsync(request, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<SlackAnswer> OnceAsync(SlackEnvelope envelope, int retry, string? reason)
    {
        long started = Stopwatch.GetTimestamp();
        if (fake.Service is not { } service)
        {
            var (acked, payload) = await fake.Sockets.SendAsync(envelope, retry, reason);
            return new SlackAnswer(acked, 0, payload ?? "", Stopwatch.GetElapsedTime(started));
        }

        var (path, type, body) = Written(envelope);
        KeyValuePair<string, string>[] headers = retry == 0
            ? []
            : [new("X-Slack-Retry-Num", retry.ToString(CultureInfo.InvariantCulture)), new("X-Slack-Retry-Reason", reason ?? "unknown_error")];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(fake.Stopping.Token);
        over.CancelAfter(fake.Patience);
        try
        {
            using var response = await PostAsync(service, path, body, type, headers, over.Token);
            string text = await response.Content.ReadAsStringAsync(over.Token);
            return new SlackAnswer(response.IsSuccessStatusCode, (int)response.StatusCode, text, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return new SlackAnswer(false, 0, "", Stopwatch.GetElapsedTime(started));
        }
    }

    private (string Path, string Type, byte[] Body) Written(SlackEnvelope envelope) => envelope.Kind switch
    {
        SlackEnvelopeKind.Event => (fake.EventsPath, "application/json", Encoding.UTF8.GetBytes(envelope.Payload.ToJsonString())),
        SlackEnvelopeKind.Interaction => (fake.InteractionsPath, "application/x-www-form-urlencoded", Form([new("payload", envelope.Payload.ToJsonString())])),
        _ => (fake.CommandsPath, "application/x-www-form-urlencoded",
            Form(envelope.Payload.Select(field => KeyValuePair.Create(field.Key, field.Value?.ToString() ?? "")))),
    };

    private static byte[] Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}")));

    private string Signature(string timestamp, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(fake.SigningSecret));
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Apply(SlackEnvelope envelope, SlackAnswer answer)
    {
        lock (fake.Gate)
        {
            if (envelope.View is { } view)
                Submitted(envelope, view, answer);
            else if (envelope.Kind == SlackEnvelopeKind.Command && answer.Body.Length > 0)
                fake.Responses.Say(envelope.Workspace, envelope.Channel!, envelope.User!, Parsed(answer.Body) ?? new JsonObject { ["text"] = answer.Body }, null);
        }
    }

    /// <summary>docs.slack.dev/surfaces/modals: an empty answer closes the view; an action may do something else.</summary>
    private void Submitted(SlackEnvelope envelope, SlackView view, SlackAnswer answer)
    {
        var workspace = envelope.Workspace;
        var stack = ViewMethods.Stack(workspace, view.User);
        int place = stack.FindIndex(open => open.Id == view.Id);
        if (place < 0)
            return;
        if (envelope.Payload["type"]?.ToString() == "view_closed")
        {
            stack.RemoveRange(place, stack.Count - place);
            return;
        }

        var body = Parsed(answer.Body);
        switch (body?["response_action"]?.ToString())
        {
            case null:
                stack.RemoveAt(place);
                break;
            case "clear":
                stack.Clear();
                break;
            case "errors":
                var errors = ((JsonObject)body["errors"]!).ToDictionary(error => error.Key, error => error.Value!.ToString());
                if (errors.Keys.FirstOrDefault(id => !view.Inputs.Contains(id)) is { } stray)
                    throw new InvalidOperationException($"The app answered with an error for '{stray}', which is no input of the view.");
                stack[place] = view with { Errors = errors };
                break;
            case "update":
                var update = (JsonObject)body["view"]!.DeepClone();
                ViewMethods.Check(fake, update, BlockSurface.Modal);
                ViewMethods.Replace(fake, workspace, stack[place], update);
                break;
            case "push":
                var push = (JsonObject)body["view"]!.DeepClone();
                ViewMethods.Check(fake, push, BlockSurface.Modal);
                ViewMethods.Put(fake, workspace, view.User, push, over: true);
                break;
            case var other:
                throw new InvalidOperationException($"The app answered with the response_action '{other}', which Slack does not know.");
        }
    }

    private static JsonObject? Parsed(string body)
    {
        if (!body.StartsWith('{'))
            return null;
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
