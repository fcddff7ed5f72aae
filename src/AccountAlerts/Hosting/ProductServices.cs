using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Encryption;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Operations;
using AccountAlerts.Settings;
using AccountAlerts.Slack;
using AccountAlerts.Sources;
using AccountAlerts.Sources.Demo;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Teams;
using AccountAlerts.Webhook;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Hosting;

/// <summary>What commands and the service share; nothing of the web.</summary>
public static class ProductServices
{
    public static IServiceCollection AddProduct(
        this IServiceCollection services, IConfiguration configuration, ProductSettings settings, Launch launch, ProductMode mode)
    {
        services.AddSingleton(settings).AddSingleton(mode);
        services.AddSingleton(new ProductClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ProductClock>());
        services.AddSingleton<IRandomIds, RandomIds>();

        mode.Store.AddTo(services);
        services.AddEncryption(settings.Encryption, mode.KeysFolder(launch));
        services.AddFacts(new FactStoreOptions { SourceOrder = SourcesServices.Names(configuration), NamesOthers = settings.Access == AccessScope.All });
        services.AddAlerts();

        if (mode.Demo)
            services.AddDemoSource("demo");
        else
            services.AddSources(configuration);

        services.AddTemplating(Path.Combine(launch.ContentRoot, "templates"));
        services.AddSingleton(Options.Create(settings.Delivery));
        services.AddSingleton(Options.Create(settings.Operations.Heartbeat));
        services.AddSingleton(settings.Money.InForce);
        services.AddSingleton(Options.Create(settings.Evaluation));
        services.AddEvaluation(catalogue => new EvaluationRules(
            settings.Health.InOrder,
            [.. settings.Metrics.Select(metric => metric.Value.For(metric.Key))],
            () => catalogue.Current.Triggers,
            (int)settings.Evaluation.HoldFor.TotalDays)
        {
            Shipped = settings.Health.IsDefault,
            LatestDefault = mode.Demo || settings.Health.Default == DefaultModel.Latest,
        });
        services.AddHealthModels();
        services.AddSingleton(settings.Routing.Read() with { Access = settings.Access });
        services.AddSingleton(new TellingPolicy(settings.Budget, settings.Delivery.Wakes(), settings.Delivery.Bundle));
        services.AddSingleton(settings.Delivery.Hours.Read());
        services.AddSingleton(new ProductLinks(settings.PublicUrl, settings.Crm.AccountUrl is { Length: > 0 } crm ? crm : null));
        services.AddSingleton(new AccessOptions(settings.Access));
        services.AddAlerting(new AlertingMode(mode.Demo)).AddAsked();
        services.AddFleetGuard(settings.Guard);
        services.AddSingleton(settings.Digest).AddRhythm();
        if (settings.Teams.CertificatePath is { Length: > 0 } certificate)
            settings.Teams.CertificatePath = Path.GetFullPath(certificate, launch.ContentRoot);
        // Who is reached by several is reached by Slack, then by Teams, unless the webhook's settings name them.
        if (settings.Webhook.Readers.Length > 0)
            services.AddWebhook(settings.Webhook).AddSlack(settings.Slack).AddTeams(settings.Teams, settings.PublicUrl);
        else
            services.AddSlack(settings.Slack).AddTeams(settings.Teams, settings.PublicUrl).AddWebhook(settings.Webhook);
        services.AddOperations(settings.Operations);
        return services.AddChecks(configuration);
    }

    /// <summary>What <c>check</c> looks at, in the order in which it is printed.</summary>
    private static IServiceCollection AddChecks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<ICheck>(provider => new SettingsCheck(configuration, provider.GetRequiredService<ProductSettings>()))
        .AddSingleton<ICheck, SourcesCheck>()
        .AddSingleton<ICheck, FactsCheck>()
        .AddSingleton<ICheck, MatchingCheck>()
        .AddSingleton<ICheck, GroupsCheck>()
        .AddSingleton<ICheck, MetricsCheck>()
        .AddSingleton<ICheck, ModelsCheck>()
        .AddSingleton<ICheck, MoneyCheck>()
        .AddSingleton<ICheck, GuardCheck>()
        .AddSingleton<ICheck, AlertsCheck>()
        .AddSingleton<ICheck, BriefCheck>()
        .AddSingleton<RoleCheck>()
        .AddSingleton<ICheck, RoutingCheck>()
        .AddSingleton<ICheck, ObservedCheck>()
        .AddSingleton<ICheck, SignalsCheck>()
        .AddSingleton<ICheck, DeliveryCheck>();

    /// <summary>Brings the store up to date, sets the clock and reads the alert files, before anything else is asked of them.</summary>
    /// <param name="remember">False for commands that only read: what they find is not kept for later.</param>
    public static async Task PrepareAsync(this IServiceProvider services, bool remember, CancellationToken cancellation)
    {
        await services.GetRequiredService<ISqlSchema>().PrepareAsync(cancellation);
        await services.GetRequiredService<ProductClock>().StartAsync(
            services.GetRequiredService<ProductSettings>().Clock.Now, services.GetRequiredService<ISourceState>(), remember, cancellation);
        await services.GetRequiredService<AlertCatalogue>().RefreshAsync(remember, cancellation);
    }
}
