using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>
/// The receiver from outside, for runs in which it is a process of its own: <c>GET /_fake/counts</c>, <c>GET /_fake/calls?after=N</c> (one
/// JSON object a line), <c>GET /_fake/messages</c>, and <c>POST /_fake/script</c>.
/// </summary>
/// <remarks>
/// A script is a line of words. <c>429:1 every 10</c>: every tenth request gets this reply. <c>403 for #broken</c>: requests of this
/// conversation. <c>reset first 5</c>: the next five requests. Several lines: the first that applies. Replies as in <see cref="WebhookReply.Parse"/>.
/// </remarks>
public static class WebhookConsole
{
    public const string Prefix = "/_fake/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Runs a receiver until it is cancelled. The first line of output is its address.</summary>
    /// <param name="arguments">Optional: <c>--port N</c>, <c>--secret S</c>, <c>--script "..."</c>, <c>--forget-bodies</c>.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellation)
    {
        await using var fake = await FakeWebhook.StartAsync(
            Option("--secret") ?? FakeWebhook.DefaultSecret, int.Parse(Option("--port") ?? "0", CultureInfo.InvariantCulture));
        fake.KeepBodies = !arguments.Contains("--forget-bodies");
        fake.Script = ScriptOf(Option("--script") ?? "");
        await output.WriteLineAsync(fake.Url.ToString());
        await output.FlushAsync(cancellation);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        string? Option(string name) => arguments.SkipWhile(word => word != name).Skip(1).FirstOrDefault();
    }

    /// <summary>Reads a script; an empty one takes everything.</summary>
    public static Func<WebhookCall, WebhookReply> ScriptOf(string text)
    {
        Func<WebhookCall, WebhookReply?>[] rules =
            [.. text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(RuleOf)];
        return call => rules.Select(rule => rule(call)).FirstOrDefault(reply => reply is not null) ?? WebhookReply.Accept;
    }

    internal static async Task AnswerAsync(FakeWebhook fake, HttpContext context, ReadOnlyMemory<byte> body)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", Prefix + "counts"):
                await context.Response.WriteAsync(JsonSerializer.Serialize(fake.Counts, Json));
                break;
            case ("GET", Prefix + "calls"):
                long after = long.TryParse(context.Request.Query["after"], CultureInfo.InvariantCulture, out long number) ? number : 0;
                foreach (var call in fake.Calls.Where(call => call.Number > after))
                    await context.Response.WriteAsync(JsonSerializer.Serialize(call, Json) + "\n");
                break;
            case ("GET", Prefix + "messages"):
                foreach (var message in fake.Messages)
                {
                    string json = Encoding.UTF8.GetString(message.Json.Span);
                    await context.Response.WriteAsync(
                        $"{{\"id\":{JsonSerializer.Serialize(message.Id)},\"key\":{JsonSerializer.Serialize(message.Key)},"
                        + $"\"conversation\":{JsonSerializer.Serialize(message.Conversation)},\"thread\":{JsonSerializer.Serialize(message.Thread)},"
                        + $"\"edits\":{message.Edits},\"message\":{(json.Length == 0 ? "null" : json)}}}\n");
                }

                break;
            case ("POST", Prefix + "script"):
                fake.Script = ScriptOf(Encoding.UTF8.GetString(body.Span));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static Func<WebhookCall, WebhookReply?> RuleOf(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var reply = WebhookReply.Parse(words[0]);
        switch (words)
        {
            case [_]:
                return _ => reply;
            case [_, "every", var number]:
                int every = int.Parse(number, CultureInfo.InvariantCulture);
                return call => call.Number % every == 0 ? reply : null;
            case [_, "first", var number]:
                int left = int.Parse(number, CultureInfo.InvariantCulture);
                return _ => left-- > 0 ? reply : null;
            case [_, "for", var conversation]:
                return call => call.Conversation == conversation ? reply : null;
            default:
                throw new FormatException($"A rule is '<reply>', '<reply> every <n>', '<reply> first <n>' or '<reply> for <conversation>', not '{line}'.");
        }
    }
}
