using AccountAlerts.Endpoints;
using AccountAlerts.Settings;
using Microsoft.AspNetCore.Authentication;

namespace AccountAlerts.Inbox;

/// <summary>With a password: everything but health, the login page and its looks asks for a session first.</summary>
internal sealed class LoginGuard(RequestDelegate next, ProductSettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        PathString path = context.Request.Path;
        bool open = path.StartsWithSegments(HealthEndpoints.Prefix) || path.StartsWithSegments(LoginEndpoints.Path) || path.StartsWithSegments(OpenEndpoints.Path) || path.StartsWithSegments(InboxAssets.Prefix)
            || WebhookEndpoints.IsOurs(context.Request, settings.Webhook) || SlackEndpoints.IsOurs(context.Request, settings.Slack)
            || TeamsEndpoints.IsOurs(context.Request, settings.Teams);
        return open || context.User.Identity?.IsAuthenticated == true ? next(context) : context.ChallengeAsync();
    }
}
