using AccountAlerts.Endpoints;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Inbox;
using AccountAlerts.Jobs;
using AccountAlerts.Settings;
using AccountAlerts.Slack;
using AccountAlerts.Teams;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Telemetry;

namespace AccountAlerts.Hosting;

/// <summary>Puts the service together: what it is made of, and in which order a request passes it.</summary>
public static partial class ServeHost
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
        builder.Services.AddProduct(configuration, settings, launch, mode);
        // Found now, while somebody looks, and not at the first message.
        if (BotCertificate.FaultOf(settings.Teams) is { } unusable)
            throw new SettingsException([new SettingsFault("Teams:CertificatePath", unusable)]);
        builder.Services.AddLeftOutInputs();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSlackWork(settings.Slack);
        builder.Services.AddTeamsWork(settings.Teams);
        builder.Services.AddJobs(mode.Demo ? DemoPace(settings.Evaluation) : settings.Evaluation, mode.Store);
        builder.Services.AddRhythmWork();
        builder.Services.AddDispatcher();
        if (mode.Demo)
            builder.Services.AddDemoEnd(ProductMode.Real(settings, launch).Store);
        builder.Services.AddInbox(settings, mode.Store.IsShared ? null : mode.KeysFolder(launch));
        builder.Services.AddProductTelemetry(settings.Telemetry.Endpoint);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        launch.Services(builder.Services);

        WebApplication app = builder.Build();
        app.UseInbox(settings.Inbox);
        app.MapHealth();
        app.MapWebhook(settings.Webhook);
        app.MapSlack(settings.Slack);
        app.MapTeams(settings.Teams);
        app.MapInbox(settings.Inbox);
        app.Lifetime.ApplicationStarted.Register(() => LogReady(app.Logger, string.Join(", ", app.Urls), mode.Demo ? "the demo" : mode.Store.Name));
        return app;
    }

    private static void AddDemoEnd(this IServiceCollection services, StorePlace real)
    {
        services.AddSingleton(provider => new DemoEnd(
            real, provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<ILogger<DemoEnd>>()));
        services.AddHostedService(provider => provider.GetRequiredService<DemoEnd>());
    }

    /// <summary>Who looks at the demo wants to see something happen.</summary>
    private static EvaluationOptions DemoPace(EvaluationOptions real) => new() { Every = TimeSpan.FromSeconds(10), HoldFor = real.HoldFor };

    [LoggerMessage(140, LogLevel.Information, "The inbox is open at {Urls}, with {Facts}. Stop with Ctrl+C")]
    private static partial void LogReady(ILogger logger, string urls, string facts);
}
