using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AccountAlerts.TestKit.Teams;

/// <summary>The fake's HTTP side: metadata and keys, login, and the connector, whose calls run or fail as scripted.</summary>
internal static class TeamsWire
{
    private const string Connector = "/v3/";

    public static WebApplication Build(FakeTeams fake, int port) => LoopbackServer.Build(port, context => HandleAsync(fake, context));

    private static Task HandleAsync(FakeTeams fake, HttpContext context)
    {
        // Ids hold slashes and colons: what the caller escaped must not be taken for the path's own.
        string path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        if (path.StartsWith("/bot/", StringComparison.Ordinal))
            return MetadataAsync(context, fake.Keys, path, fake.Address, "/bot/", fake.Issuer);
        if (path.StartsWith("/entra/", StringComparison.Ordinal))
            return MetadataAsync(context, fake.EntraKeys, path, fake.Address, "/entra/", "https://login.microsoftonline.com/{tenantid}/v2.0");
        if (path.StartsWith("/login/", StringComparison.Ordinal))
            return LoginAsync(fake, context, path);
        if (path.StartsWith("/elsewhere/", StringComparison.Ordinal))
            fake.Strayed++;
        int at = path.IndexOf(Connector, StringComparison.Ordinal);
        if (at >= 0)
            return ConnectorAsync(fake, context, path[(at + Connector.Length)..], path[..(at + 1)]);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task MetadataAsync(HttpContext context, TeamsSigner signer, string path, Uri address, string prefix, string issuer) =>
        path.Contains("/.well-known/openid", StringComparison.Ordinal)
            ? JsonAsync(context, 200, new JsonObject
            {
                ["issuer"] = issuer,
                ["jwks_uri"] = new Uri(address, prefix + "keys").ToString(),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            })
            : JsonAsync(context, 200, signer.Document());

    /// <summary>The client credentials grant of Entra, and what a machine asks for its own identity.</summary>
    private static async Task LoginAsync(FakeTeams fake, HttpContext context, string path)
    {
        if (path == "/login/metadata/identity/oauth2/token")
        {
            await MachineAsync(fake, context, path);
            return;
        }

        var form = await context.Request.ReadFormAsync();
        var call = fake.Record(TeamsVerb.Token, context.Request.Method, path, "", new JsonObject { ["scope"] = form["scope"].ToString(), ["client_id"] = form["client_id"].ToString() });
        if (await FailsAsync(fake, context, call))
            return;
        bool known = form["client_id"] == fake.AppId && path == $"/login/{fake.TenantId}/oauth2/v2.0/token" && form["grant_type"] == "client_credentials"
            && (form["client_secret"] == fake.ClientSecret || form["client_assertion"].Count > 0);
        call.Outcome = known ? "200" : "401";
        if (!known)
        {
            await JsonAsync(context, 401, new JsonObject
            {
                ["error"] = "invalid_client", ["error_description"] = "AADSTS7000215: Invalid client secret provided.", ["error_codes"] = new JsonArray(7000215),
            });
            return;
        }

        await JsonAsync(context, 200, new JsonObject
        {
            ["token_type"] = "Bearer", ["expires_in"] = (int)fake.TokenLife.TotalSeconds, ["ext_expires_in"] = (int)fake.TokenLife.TotalSeconds, ["access_token"] = fake.NewToken(),
        });
    }

    /// <summary>learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token.</summary>
    private static async Task MachineAsync(FakeTeams fake, HttpContext context, string path)
    {
        var query = context.Request.Query;
        var call = fake.Record(TeamsVerb.Token, context.Request.Method, path, "", new JsonObject { ["resource"] = query["resource"].ToString(), ["client_id"] = query["client_id"].ToString() });
        if (await FailsAsync(fake, context, call))
            return;
        bool known = query["client_id"] == fake.AppId && context.Request.Headers["Metadata"] == "true";
        call.Outcome = known ? "200" : "400";
        await JsonAsync(context, known ? 200 : 400, known
            ? new JsonObject
            {
                ["token_type"] = "Bearer", ["resource"] = query["resource"].ToString(), ["access_token"] = fake.NewToken(),
                ["expires_in"] = ((int)fake.TokenLife.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["expires_on"] = (fake.Clock.GetUtcNow() + fake.TokenLife).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            }
            : new JsonObject { ["error"] = "invalid_request", ["error_description"] = "Identity not found" });
    }

    private static async Task ConnectorAsync(FakeTeams fake, HttpContext context, string path, string prefix)
    {
        var body = Parsed(await LoopbackServer.BodyAsync(context.Request));
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var verb = TeamsConnectorRules.VerbOf(context.Request.Method, parts, body);
        var call = fake.Record(verb, context.Request.Method, path, parts.ElementAtOrDefault(1) ?? TeamsConnectorRules.ChannelOf(body) ?? "", body, prefix);
        context.Response.Headers["MS-CV"] = $"fake.{call.Number}";
        var fault = fake.FaultOf(call);
        var answer = fault is { Accepts: false } ? new TeamsReply(fault.Status, Error(fault.Code ?? "ServiceError"), fault.RetryAfter) : Run(fake, context, call, parts, body);
        if (fault is not null && fault.End != TeamsEnd.Empty)
            answer = answer with { Status = fault.Status == 200 ? answer.Status : fault.Status, RetryAfter = fault.RetryAfter };
        call.Outcome = fault is null or { End: TeamsEnd.Answer } ? $"{answer.Status} {answer.Body?["error"]?["code"]}".Trim() : fault.End.ToString();
        fake.Changed();
        if (fault is not null)
            await fault.Then.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault is not null && await EndsAsync(fake, context, fault))
            return;
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await JsonAsync(context, answer.Status, answer.Body);
    }

    private static TeamsReply Run(FakeTeams fake, HttpContext context, TeamsCall call, string[] parts, JsonObject? body)
    {
        lock (fake.Gate)
        {
            string authorization = context.Request.Headers.Authorization.ToString();
            bool known = authorization.StartsWith("Bearer ", StringComparison.Ordinal) && fake.Tokens.TryGetValue(authorization[7..], out var end) && end > fake.Clock.GetUtcNow();
            if (fake.ChecksTokens && !known)
                return new TeamsReply(401, Error("AuthorizationFailed", "Authorization has been denied for this request."));
            if (fake.Limits.Refusal(call.Verb, fake.Connector.ThreadOf(call), fake.Clock.GetUtcNow()) is { } wait)
                return new TeamsReply(429, Error("Throttled", "Too many requests."), fake.Limits.SaysHowLong ? wait : null);
            try
            {
                return fake.Connector.Run(call, parts, body, context.Request.Query);
            }
            catch (TeamsRefusal refusal)
            {
                return new TeamsReply(refusal.Status, Error(refusal.Code, refusal.Message));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A bug of the fake, or a body of a kind that it never met: said aloud.
                return new TeamsReply(400, Error("BadSyntax", fault.ToString()));
            }
        }
    }

    /// <returns>True if the call is over.</returns>
    private static async Task<bool> FailsAsync(FakeTeams fake, HttpContext context, TeamsCall call)
    {
        if (fake.FaultOf(call) is not { } fault)
            return false;
        call.Outcome = fault.End.ToString();
        fake.Changed();
        if (!await EndsAsync(fake, context, fault))
            await JsonAsync(context, fault.Status, new JsonObject { ["error"] = fault.Code ?? "temporarily_unavailable" });
        return true;
    }

    private static async Task<bool> EndsAsync(FakeTeams fake, HttpContext context, TeamsFault fault)
    {
        switch (fault.End)
        {
            case TeamsEnd.Drop:
                context.Abort();
                return true;
            case TeamsEnd.Silence:
                await LoopbackServer.HoldAsync(context, fake.Stopping.Token);
                return true;
            case TeamsEnd.Html:
                context.Response.StatusCode = fault.Status;
                await LoopbackServer.WriteAsync(context, "text/html", "<html><body>Something went wrong on our end.</body></html>");
                return true;
            case TeamsEnd.Empty:
                context.Response.StatusCode = fault.Status;
                return true;
            case TeamsEnd.Redirect:
                context.Response.StatusCode = fault.Status;
                context.Response.Headers.Location = new Uri(fake.Address, "/elsewhere/v3/conversations").ToString();
                return true;
            default:
                return false;
        }
    }

    private static JsonObject Error(string code, string message = "It was refused.") =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private static Task JsonAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        return body is null ? Task.CompletedTask : LoopbackServer.WriteAsync(context, "application/json; charset=utf-8", body.ToJsonString());
    }

    private static JsonObject? Parsed(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Body">Null for an empty one.</param>
internal sealed record TeamsReply(int Status, JsonNode? Body = null, int? RetryAfter = null);

/// <summary>A call that the connector answers with an error.</summary>
internal sealed class TeamsRefusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;
}
