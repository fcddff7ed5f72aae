using System.Net;
using AccountAlerts.Endpoints;
using AccountAlerts.Settings;

namespace AccountAlerts.Inbox;

/// <summary>
/// Without a password the inbox answers a browser on this machine and nobody else: the peer is loopback, the Host header is a loopback name
/// (a foreign name pointed at 127.0.0.1 is not), and no proxy or tunnel has passed the request on.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next, ProductSettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix) || WebhookEndpoints.IsOurs(context.Request, settings.Webhook) || SlackEndpoints.IsOurs(context.Request, settings.Slack)
            || TeamsEndpoints.IsOurs(context.Request, settings.Teams))
            return next(context);
        if (Refusal(context.Connection.RemoteIpAddress, context.Request) is not { } refusal)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            $"The inbox has no password, so it answers only a browser on the machine it runs on. {refusal}\n"
            + "Open http://localhost on that machine, or set Inbox:Password (environment: Inbox__Password) and open it from anywhere.\n",
            context.RequestAborted);
    }

    /// <returns>Null if the request may pass.</returns>
    public static string? Refusal(IPAddress? peer, HttpRequest request)
    {
        if (peer is null || !IPAddress.IsLoopback(peer))
            return "This request came from another machine.";
        if (!IsLoopbackName(request.Host.Host))
            return "This request names another host.";
        return request.Headers.Keys.Any(IsForwarding) ? "This request was passed on by a proxy or tunnel." : null;
    }

    private static bool IsForwarding(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
