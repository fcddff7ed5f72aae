using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Inbox.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AccountAlerts.Inbox;

/// <summary>The door of an inbox with a password.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";
    public const string ReturnField = "return";

    public static void MapLogin(this IEndpointRouteBuilder app, string password)
    {
        byte[] expected = Hash(password);
        app.MapGet(Path, (HttpContext context, Visitor visitor) => visitor.Bare<LoginPage>("Sign in", new() { [nameof(LoginPage.Return)] = ReturnTo(context.Request.Query[ReturnField]) }));

        app.MapPost(Path, async (HttpContext context, Visitor visitor, LoginThrottle throttle) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            string target = ReturnTo(form[ReturnField]);
            bool allowed = throttle.MayTry();

            // Compared by hash, in constant time: neither the length nor the first wrong letter shows.
            if (allowed && CryptographicOperations.FixedTimeEquals(expected, Hash(form["password"].ToString())))
            {
                var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "inbox")], CookieAuthenticationDefaults.AuthenticationScheme);
                await context.SignInAsync(new ClaimsPrincipal(identity));
                return Results.LocalRedirect(target);
            }

            throttle.Failed();
            return visitor.Bare<LoginPage>(
                "Sign in",
                new() { [nameof(LoginPage.Return)] = target, [nameof(LoginPage.Problem)] = allowed ? "That is not the password." : "Too many wrong passwords. Wait a minute, then try again." },
                allowed ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests);
        }).WithForm();

        app.MapPost("/logout", async (HttpContext context) =>
        {
            await context.SignOutAsync();
            return Results.LocalRedirect(Path);
        }).WithForm();
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Only a path of our own; anything else would make the page a springboard to elsewhere.</summary>
    private static string ReturnTo(string? target) =>
        target is ['/', ..] && !target.StartsWith("//", StringComparison.Ordinal) && !target.Contains('\\', StringComparison.Ordinal) ? target : "/";
}
