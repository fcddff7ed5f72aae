using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AccountAlerts.TestKit.Slack;

/// <summary>The fake's HTTP side: reads a call, runs it or lets it fail as scripted, writes what Slack would.</summary>
internal static class SlackWire
{
    private const string Api = "/api/";

    public static WebApplication Build(FakeSlack fake, int port) => LoopbackServer.Build(
        port, context => HandleAsync(fake, context), app => app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10) }));

    private static async Task HandleAsync(FakeSlack fake, HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (path.StartsWith(SlackSockets.Path, StringComparison.Ordinal))
            await fake.Sockets.ConnectAsync(context);
        else if (path.StartsWith(Api, StringComparison.Ordinal))
            await CallAsync(fake, context, path[Api.Length..]);
        else if (path.StartsWith(SlackResponses.Path, StringComparison.Ordinal))
            await fake.Responses.TakeAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task CallAsync(FakeSlack fake, HttpContext context, string name)
    {
        var method = SlackMethod.All.GetValueOrDefault(name);
        var (values, warning) = await ArgumentsAsync(context.Request, method?.Json ?? true);
        string authorization = context.Request.Headers.Authorization.ToString();
        string? bearer = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : values.GetValueOrDefault("token")?.ToString();
        values.Remove("token");
        SlackToken? known;
        lock (fake.Gate)
            known = bearer is null ? null : fake.Tokens.Find(bearer);
        var call = fake.Record(name, known?.Workspace?.Id ?? known?.Organisation?.Id, values);
        var fault = fake.FaultOf(call);

        JsonObject answer;
        int? wait = null;
        if (fault is { Accepts: false })
        {
            answer = new JsonObject { ["ok"] = false, ["error"] = fault.Error ?? "internal_error" };
            wait = fault.RetryAfter;
            call.Outcome = fault.Error ?? fault.End.ToString();
        }
        else
        {
            answer = Run(fake, method, bearer, BasicOf(authorization), new SlackArguments(values), call, out wait);
            call.Outcome = answer["error"]?.GetValue<string>() is { } why ? string.Join(": ", [why, .. answer["errors"]?.AsArray().Select(line => line!.ToString()) ?? []]) : "ok";
            if (fault?.Error is { } error)
                answer = new JsonObject { ["ok"] = false, ["error"] = error };
        }

        fake.Changed();
        if (warning is not null && answer["ok"]!.GetValue<bool>())
        {
            answer["warning"] = warning;
            answer["response_metadata"] ??= new JsonObject();
            answer["response_metadata"]!["warnings"] = new JsonArray(warning);
        }

        if (known is not null)
            context.Response.Headers["x-oauth-scopes"] = string.Join(',', known.Scopes);
        if (method is { Scopes.Length: > 0 })
            context.Response.Headers["x-accepted-oauth-scopes"] = string.Join(',', method.Scopes);
        context.Response.Headers["x-slack-req-id"] = $"fake-{call.Number}";
        await EndAsync(fake, context, fault, answer, wait);
    }

    private static JsonObject Run(
        FakeSlack fake, SlackMethod? method, string? bearer, (string, string)? basic, SlackArguments arguments, SlackCall call, out int? wait)
    {
        wait = null;
        lock (fake.Gate)
        {
            try
            {
                if (method is null)
                    throw new SlackRefusal("unknown_method");
                var token = method.ByClient ? null : fake.Tokens.Check(bearer, method.AppLevel);
                var place = token?.Workspace ?? token?.Organisation?.PlaceOf(method.Name, arguments, fake.Triggers);
                if (place is not null)
                    fake.Limits.Call(place, method, fake.Clock.GetUtcNow());
                var context = new SlackContext(fake, token, arguments, call, basic) { Place = place };
                foreach (string scope in method.Scopes)
                    context.NeedScope(scope);
                var answer = new JsonObject { ["ok"] = true };
                foreach (var (key, value) in method.Run(context).ToList())
                    answer[key] = value?.DeepClone();
                return answer;
            }
            catch (SlackRefusal refusal)
            {
                return refusal.Body();
            }
            catch (Exception fault) when (fault is not SlackLimited)
            {
                // A bug of the fake, or arguments of a kind that it never met: said aloud, and told as Slack's own failures are.
                return new SlackRefusal("fatal_error", fault.ToString()).Body();
            }
            catch (SlackLimited limited)
            {
                wait = limited.Seconds;
                return new JsonObject { ["ok"] = false, ["error"] = "ratelimited" };
            }
        }
    }

    private static async Task EndAsync(FakeSlack fake, HttpContext context, SlackFault? fault, JsonObject answer, int? wait)
    {
        if (fault is not null)
            await fault.Then.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        switch (fault?.End)
        {
            case SlackEnd.Drop:
                context.Abort();
                return;
            case SlackEnd.Silence:
                await HoldAsync(fake, context);
                return;
            case SlackEnd.SlowBody:
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync("{"u8.ToArray());
                await context.Response.Body.FlushAsync();
                await HoldAsync(fake, context);
                return;
            case SlackEnd.Html:
                await LoopbackServer.WriteAsync(context, "text/html", "<html><body>Something went wrong on our end.</body></html>");
                return;
        }

        context.Response.StatusCode = fault is { Status: not 200 } ? fault.Status : wait is null ? StatusCodes.Status200OK : StatusCodes.Status429TooManyRequests;
        if (wait is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await LoopbackServer.WriteAsync(context, "application/json; charset=utf-8", context.Response.StatusCode >= 500 ? "" : answer.ToJsonString());
    }

    private static async Task HoldAsync(FakeSlack fake, HttpContext context)
    {
        Interlocked.Increment(ref fake.HeldCalls);
        await LoopbackServer.HoldAsync(context, fake.Stopping.Token);
        Interlocked.Decrement(ref fake.HeldCalls);
    }

    private static async Task<(Dictionary<string, JsonNode?> Values, string? Warning)> ArgumentsAsync(HttpRequest request, bool takesJson)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Query)
            values[name] = JsonValue.Create(value.ToString());
        byte[] body = await LoopbackServer.BodyAsync(request);
        string type = request.ContentType ?? "";
        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            // A method that takes only forms does not see what is in a JSON body.
            if (takesJson && body.Length > 0 && Parsed(body) is JsonObject json)
            {
                foreach (var (name, value) in json.ToList())
                    values[name] = value?.DeepClone();
            }

            return (values, type.Contains("charset", StringComparison.OrdinalIgnoreCase) ? null : "missing_charset");
        }

        if (body.Length > 0)
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)))
                values[name] = JsonValue.Create(value.ToString());
        }

        return (values, null);
    }

    private static JsonNode? Parsed(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string, string)? BasicOf(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }
}
