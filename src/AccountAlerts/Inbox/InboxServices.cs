using AccountAlerts.Encryption;
using AccountAlerts.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AccountAlerts.Inbox;

/// <summary>The built-in chat surface: server-rendered pages that need no script, and a little script that makes them live.</summary>
public static class InboxServices
{
    /// <param name="keysFolder">Where the keys of sessions and forms are kept; null to keep them in the store, for all replicas.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, ProductSettings settings, string? keysFolder)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton<InboxDirectory>();
        services.AddSingleton<InboxAssets>();
        services.AddScoped<Visitor>();
        services.AddScoped<Desk>();
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = Visitor.TokenField;
            options.Cookie.Name = "accountalerts-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });

        services.AddKeyRing(keysFolder);
        services.AddSingleton<LoginThrottle>();
        if (settings.Inbox.Password is not null)
        {
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
            {
                options.Cookie.Name = "accountalerts-session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.LoginPath = LoginEndpoints.Path;
                options.ReturnUrlParameter = LoginEndpoints.ReturnField;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
            });
        }

        services.AddAuthorization();
        return services;
    }

    /// <summary>Guards in front of every page; their order is the order of the lines.</summary>
    public static WebApplication UseInbox(this WebApplication app, InboxSettings settings)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<UnhandledErrors>();
        if (settings.Password is null)
        {
            app.UseMiddleware<LoopbackGuard>();
        }
        else
        {
            app.UseAuthentication();
            app.UseMiddleware<LoginGuard>();
        }

        return app;
    }

    public static WebApplication MapInbox(this WebApplication app, InboxSettings settings)
    {
        app.MapInboxAssets();
        app.MapAsked();
        app.MapInboxPages();
        app.MapDelivery();
        app.MapOpen(settings.Password is not null);
        if (settings.Password is { } password)
            app.MapLogin(password);
        return app;
    }
}
