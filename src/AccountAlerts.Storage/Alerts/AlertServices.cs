using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Tuning;
using AccountAlerts.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Storage.Alerts;

public static class AlertServices
{
    /// <summary>Alerts, cards, outbox, mailbox and remembered values on the shared <see cref="SqlDatabase"/>.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.TryAddSingleton<DispatchSignal>();
        services.TryAddSingleton<IAlertStore, AlertStore>();
        services.TryAddSingleton<AlertReader>();
        services.TryAddSingleton<IAlertReader>(provider => provider.GetRequiredService<AlertReader>());
        services.TryAddSingleton<IAlertTrail>(provider => provider.GetRequiredService<AlertReader>());
        services.TryAddSingleton<IMailbox, Mailbox>();
        services.TryAddSingleton<IOutbox>(provider => new Outbox(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<IOptions<DeliveryOptions>>().Value));
        services.TryAddSingleton<IDeliveryDesk, DeliveryDesk>();
        services.TryAddSingleton<IAnswerRows, AnswerRows>();
        services.TryAddSingleton<ICallBuckets, CallBuckets>();
        services.TryAddSingleton<IWatchedStore>(provider => provider.GetRequiredService<SqlDatabase>());
        services.TryAddSingleton<IInboxFeed, InboxFeed>();
        services.TryAddSingleton<IShownMessages, ShownMessages>();
        services.TryAddSingleton<ProductValues>();
        services.TryAddSingleton<IProductValues>(provider => provider.GetRequiredService<ProductValues>());
        services.TryAddSingleton<IAlertOpenings, AlertOpenings>();
        services.TryAddSingleton<ITellings, Tellings>();
        services.TryAddSingleton<IUnsentPosts, UnsentPosts>();
        services.TryAddSingleton<IPrecision, Precision>();
        services.TryAddSingleton<ISourceState>(provider => provider.GetRequiredService<ProductValues>());
        services.TryAddSingleton<ITriggerTexts>(provider => provider.GetRequiredService<ProductValues>());
        return services;
    }
}
