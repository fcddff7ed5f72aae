using System.Security.Claims;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Inbox.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AccountAlerts.Inbox;

/// <summary>Where a link from a chat leads: it asks for one press, since chats look at links before people do, and a look must not use it up.</summary>
internal static class OpenEndpoints
{
    public const string Path = "/open";

    /// <param name="asksPassword">True where the link stands for the password, too.</param>
    public static void MapOpen(this IEndpointRouteBuilder app, bool asksPassword)
    {
        app.MapGet(Path + "/{code}", (string code, Visitor visitor) => visitor.Bare<OpenPage>("Open the inbox", new() { [nameof(OpenPage.Code)] = code }));
        app.MapPost(Path + "/{code}", async (string code, HttpContext context, Visitor visitor, InboxLinks links) =>
        {
            if (await links.TakeAsync(code, context.RequestAborted) is not { } email)
            {
                return visitor.Bare<OpenPage>(
                    "Open the inbox", new() { [nameof(OpenPage.Problem)] = "This link was used already, or is older than ten minutes. Type open once more." },
                    StatusCodes.Status410Gone);
            }

            visitor.Pick(email);
            if (asksPassword)
            {
                var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "inbox")], CookieAuthenticationDefaults.AuthenticationScheme);
                await context.SignInAsync(new ClaimsPrincipal(identity));
            }

            return Results.LocalRedirect("/");
        }).WithForm();
    }
}
