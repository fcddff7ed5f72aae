using AccountAlerts.Engine.Routing;
using AccountAlerts.Hosting;
using AccountAlerts.Inbox.Pages;
using AccountAlerts.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AccountAlerts.Inbox;

/// <summary>Who looks at the page, as they told us, and what every page needs around its content.</summary>
internal sealed class Visitor(
    IHttpContextAccessor http, InboxDirectory directory, IAntiforgery antiforgery, ProductMode mode, ProductSettings settings)
{
    public const string TokenField = "form-token";
    private const string WhoCookie = "accountalerts-who";

    public bool Demo => mode.Demo;

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>The address that this browser's user picked; null if none, or nobody of that address is left.</summary>
    public async Task<Teammate?> WhoAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Teammate> team = await directory.TeamAsync(cancellation);
        string? picked = Context.Request.Cookies[WhoCookie];
        Teammate? found = team.FirstOrDefault(teammate => teammate.Email.Equals(picked, StringComparison.OrdinalIgnoreCase));

        // Without a team file nobody can be on the list, so whoever says an address is believed, as everybody on this page is.
        if (found is null && team.Count == 0 && IsAddress(picked))
            found = new Teammate(picked, picked, TeamRole.Csm, null, "UTC", null, null);

        // The demo is for looking around: it does not ask first.
        return found ?? (mode.Demo ? team.FirstOrDefault(teammate => teammate.Role == TeamRole.Csm) : null);
    }

    public void Pick(string email) => Context.Response.Cookies.Append(WhoCookie, email, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = Context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
        IsEssential = true,
    });

    public static bool IsAddress([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) =>
        text is { Length: >= 3 and <= 254 } && text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    /// <summary>A page with navigation around it.</summary>
    public async Task<IResult> PageAsync<TPage>(
        string title, Teammate? who, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        IReadOnlyList<Teammate> team = await directory.TeamAsync(Context.RequestAborted);
        var frame = new Frame
        {
            Title = title,
            Demo = mode.Demo,
            Who = who,
            Team = team,
            Places = await directory.PlacesAsync(team, Context.RequestAborted),
            Path = Context.Request.Path,
            Token = Token(),
            RefreshMilliseconds = (int)settings.Inbox.RefreshEvery.TotalMilliseconds,
            CanSignOut = settings.Inbox.Password is not null,
        };
        return Render<TPage>(frame, parameters, status);
    }

    /// <summary>A page by itself: login, and "who are you?".</summary>
    public IResult Bare<TPage>(string title, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        Render<TPage>(new Frame { Title = title, Demo = mode.Demo, Path = Context.Request.Path, Token = Token() }, parameters, status);

    /// <summary>A piece of a page, for the script to put in its place.</summary>
    public IResult Fragment<TPiece>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPiece : IComponent =>
        Render<TPiece>(new Frame { Path = Context.Request.Path, Token = Token() }, parameters, status);

    private string Token() => antiforgery.GetAndStoreTokens(Context).RequestToken ?? "";

    private static RazorComponentResult<TPage> Render<TPage>(Frame frame, Dictionary<string, object?> parameters, int status)
        where TPage : IComponent
    {
        parameters[nameof(Frame)] = frame;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }
}
