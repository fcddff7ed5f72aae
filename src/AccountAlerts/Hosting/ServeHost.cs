using AccountAlerts.Endpoints;
using AccountAlerts.Inbox;
using AccountAlerts.Jobs;
using AccountAlerts.Settings;
using AccountAlerts.Telemetry;

namespace AccountAlerts.Hosting;

/// <summary>Puts the service together: what it is made of, and in which order a request passes it.</summary>
public static class ServeHost
{
    public static WebApplication Build(Launch launch, IConfigurationRoot configuration, ProductSettings settings, ProductMode mode)
    {
        // Empty: no second reading of settings files, no watchers on the whole content root, no logging but ours.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = launch.ContentRoot,
            ApplicationName = "AccountAlerts",
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 64 * 1024;
        });
        builder.WebHost.UseUrls([.. settings.Inbox.UrlList]);
        builder.Services.AddRouting();
        builder.Services.AddProductLogging(configuration, settings.Log, stderrOnly: false);
        builder.Services.AddProduct(settings, launch);
        builder.Services.AddSingleton(mode);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddJobs(settings.Evaluation);
        builder.Services.AddInbox(settings, Path.Combine(Path.GetDirectoryName(mode.Database) ?? launch.ContentRoot, "keys"));
        builder.Services.AddProductTelemetry(settings.Telemetry.Endpoint);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        launch.Services(builder.Services);

        WebApplication app = builder.Build();
        app.UseInbox(settings.Inbox);
        app.MapHealth();
        app.MapInbox(settings.Inbox);
        return app;
    }
}
