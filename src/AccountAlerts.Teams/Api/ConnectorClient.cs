using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams.Api;

/// <summary>The connector's REST calls. It never retries (but for a token that was replaced): whoever calls decides.</summary>
/// <remarks>
/// Every id is opaque and escaped as one segment of the path; what follows a semicolon is part of it. What says or edits something is called by
/// the outbox, which has taken its turn; every other call takes one here.
/// </remarks>
/// <param name="http">Follows no redirects: they would carry the token along.</param>
/// <param name="pace">Null for a process that makes a few calls and ends.</param>
public sealed partial class ConnectorClient(HttpClient http, ITeamsTokens tokens, ServiceHosts hosts, ILogger<ConnectorClient> logger, ConnectorPace? pace = null)
{
    /// <summary>Somebody waits in front of a screen.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    /// <summary>Nobody waits.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromMinutes(2);

    /// <summary>No answer that is read here is larger.</summary>
    private const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>What the documentation names as the largest page; the service may give less.</summary>
    private const int PageSize = 500;

    private const int LongestDetail = 200;

    /// <summary>The personal chat with somebody: made, or the one that is there. A message along with it would come back without an id.</summary>
    /// <param name="user">29:..., or the object id of the directory.</param>
    public Task<TeamsReply> CreateChatAsync(Uri service, string tenant, string? bot, string user, CancellationToken cancellation) => CallAsync(
        HttpMethod.Post, service, "v3/conversations",
        new NewConversation(false, tenant) { Bot = bot is null ? null : new ChannelAccount { Id = bot }, Members = [new ChannelAccount { Id = user }] }, cancellation,
        new ConnectorTurn(Place(tenant, user), CallKind.Post, TimeSpan.Zero));

    /// <summary>A new thread in a channel, with its first message.</summary>
    public Task<TeamsReply> CreateThreadAsync(Uri service, string tenant, string channel, Activity first, CancellationToken cancellation) => CallAsync(
        HttpMethod.Post, service, "v3/conversations",
        new NewConversation(true, tenant) { ChannelData = new TeamsChannelData { Channel = new ChannelInfo(channel) }, Activity = first }, cancellation);

    public Task<TeamsReply> SendAsync(Uri service, string conversation, Activity activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, service, $"v3/conversations/{Segment(conversation)}/activities", activity, cancellation);

    /// <summary>Below a message, where the place has threads.</summary>
    public Task<TeamsReply> ReplyAsync(Uri service, string conversation, string message, Activity activity, CancellationToken cancellation) => CallAsync(
        HttpMethod.Post, service, $"v3/conversations/{Segment(conversation)}/activities/{Segment(message)}", activity with { ReplyToId = message }, cancellation);

    /// <summary>Replaces the whole message.</summary>
    /// <param name="beside">Where it takes its turn, for an edit that is not the outbox's.</param>
    public Task<TeamsReply> UpdateAsync(Uri service, string conversation, string message, Activity activity, CancellationToken cancellation, Conversation? beside = null) => CallAsync(
        HttpMethod.Put, service, $"v3/conversations/{Segment(conversation)}/activities/{Segment(message)}", activity with { Id = message }, cancellation,
        beside is null ? null : new ConnectorTurn(beside, CallKind.Edit, AtOnce));

    /// <param name="place">Where it takes its turn: as the outbox calls the conversation.</param>
    public Task<TeamsReply> DeleteAsync(Uri service, Conversation place, string conversation, string message, CancellationToken cancellation) => CallAsync<object>(
        HttpMethod.Delete, service, $"v3/conversations/{Segment(conversation)}/activities/{Segment(message)}", null, cancellation,
        new ConnectorTurn(place, CallKind.Edit, TimeSpan.Zero));

    /// <param name="user">29:..., or the object id of the directory.</param>
    public Task<TeamsReply> MemberAsync(Uri service, string tenant, string conversation, string user, CancellationToken cancellation) => CallAsync<object>(
        HttpMethod.Get, service, $"v3/conversations/{Segment(conversation)}/members/{Segment(user)}", null, cancellation,
        new ConnectorTurn(Place(tenant, conversation), CallKind.Read, AtOnce));

    /// <summary>Everybody in a conversation or team, page by page.</summary>
    /// <returns>The reply that ended it: the last page, or why there is none.</returns>
    public async Task<TeamsReply> MembersAsync(Uri service, string tenant, string conversation, Action<ChannelAccount> take, CancellationToken cancellation)
    {
        string? token = null;
        while (true)
        {
            string after = token is null ? "" : $"&continuationToken={Segment(token)}";
            var reply = await CallAsync<object>(
                HttpMethod.Get, service, string.Create(CultureInfo.InvariantCulture, $"v3/conversations/{Segment(conversation)}/pagedmembers?pageSize={PageSize}{after}"), null, cancellation,
                new ConnectorTurn(Place(tenant, conversation), CallKind.Read, InTime));
            if (reply is not TeamsReply.Ok { Body: { } page })
                return reply;
            foreach (var member in page.Items("members"))
            {
                if (TeamsJson.Read<ChannelAccount>(member) is { } account)
                    take(account);
            }

            string? next = page.Text("continuationToken");
            if (string.IsNullOrEmpty(next) || next == token)
                return reply;
            token = next;
        }
    }

    /// <summary>The channels of a team; the General one has the team's own id and no name.</summary>
    public Task<TeamsReply> ChannelsAsync(Uri service, string tenant, string team, CancellationToken cancellation) => CallAsync<object>(
        HttpMethod.Get, service, $"v3/teams/{Segment(team)}/conversations", null, cancellation, new ConnectorTurn(Place(tenant, team), CallKind.Read, InTime));

    private static Conversation Place(string tenant, string id) => new(TeamsPlatform.PlatformName, tenant, id);

    private Task<TeamsReply> CallAsync<T>(HttpMethod method, Uri service, string path, T? body, CancellationToken cancellation, ConnectorTurn? turn = null)
        where T : class =>
        turn is null || pace is null
            ? CallNowAsync(method, service, path, body, cancellation)
            : pace.CallAsync(turn, () => CallNowAsync(method, service, path, body, cancellation), cancellation);

    private async Task<TeamsReply> CallNowAsync<T>(HttpMethod method, Uri service, string path, T? body, CancellationToken cancellation)
        where T : class
    {
        // Whatever was stored or came in: our token goes to hosts of the list only.
        if (hosts.Accept(service.AbsoluteUri) is null)
            return new TeamsReply.Barred("the service address is on no host of Teams:AllowedServiceHosts");
        var address = new Uri(service.AbsoluteUri.TrimEnd('/') + "/" + path);
        byte[]? bytes = body is null ? null : TeamsJson.Bytes(body);
        cancellation.ThrowIfCancellationRequested();
        var answer = await TokenAsync(null, cancellation);
        for (int attempt = 0; ; attempt++)
        {
            switch (answer)
            {
                case TokenAnswer.Refused refused:
                    return new TeamsReply.Barred($"Entra gives no token: {refused.Reason}");
                case TokenAnswer.Unclear unclear:
                    return new TeamsReply.NotSent(unclear.Reason);
            }

            string? token = (answer as TokenAnswer.Token)?.Text;
            var reply = await SendAsync(method, address, bytes, token, cancellation);
            if (reply is not TeamsReply.Refused { Status: 401 } || attempt > 0 || token is null)
                return reply;
            answer = await TokenAsync(token, cancellation);
        }
    }

    /// <summary>Whoever runs out of time here has sent nothing: that is known, however it ends.</summary>
    private async Task<TokenAnswer> TokenAsync(string? refused, CancellationToken cancellation)
    {
        try
        {
            return await tokens.GetAsync(refused, cancellation);
        }
        catch (OperationCanceledException)
        {
            return new TokenAnswer.Unclear("Entra gave no token in time");
        }
    }

    private async Task<TeamsReply> SendAsync(HttpMethod method, Uri address, byte[]? body, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            // Without the charset emoji break.
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var read = await ReadAsync(response, cancellation);
            if (read is TeamsReply.Refused refused)
                Log.Refused(logger, method.Method, refused.Status, refused.Code, response.Headers.TryGetValues("MS-CV", out var vector) ? vector.First() : "none");
            return read;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TeamsReply.Unclear("no answer in time");
        }
        catch (HttpRequestException fault) when (IsBeforeSending(fault))
        {
            return new TeamsReply.NotSent(fault.HttpRequestError.ToString());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new TeamsReply.Unclear(fault is HttpRequestException http ? http.HttpRequestError.ToString() : fault.GetType().Name);
        }
    }

    private static async Task<TeamsReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        var body = await BodyAsync(response, cancellation);
        if (response.IsSuccessStatusCode)
            return new TeamsReply.Ok(body);
        string code = body?.Text("error", "code") ?? "";
        string detail = body?.Text("error", "message") ?? "";
        return new TeamsReply.Refused(status, code, detail.Length > LongestDetail ? detail[..LongestDetail] : detail, AfterOf(response));
    }

    /// <returns>Null for an empty body, and for anything but an object.</returns>
    private static async Task<JsonElement?> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? AfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (response.Headers.Date ?? date),
        _ => null,
    };

    private static bool IsBeforeSending(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
        && fault.InnerException is null or SocketException or System.Security.Authentication.AuthenticationException;

    private static string Segment(string id) => Uri.EscapeDataString(id);

    private sealed record NewConversation(bool IsGroup, string TenantId)
    {
        public ChannelAccount? Bot { get; init; }

        public IReadOnlyList<ChannelAccount>? Members { get; init; }

        public TeamsChannelData? ChannelData { get; init; }

        public Activity? Activity { get; init; }
    }

    private static partial class Log
    {
        /// <summary>Microsoft's support asks for the correlation vector.</summary>
        [LoggerMessage(3501, LogLevel.Information, "Teams refused a {Method}: {Status} {Code} (MS-CV {Vector}).")]
        public static partial void Refused(ILogger logger, string method, int status, string code, string vector);
    }
}
