using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Homes;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Engine.Delivery;

public static class AlertingServices
{
    /// <summary>
    /// Alerts, cards, the inbox platform and the desk. Needs the store's side (<see cref="IAlertStore"/>, <see cref="IOutbox"/>,
    /// <see cref="IMailbox"/>, <see cref="IAlertReader"/>, <see cref="ITellings"/>, <see cref="IProductValues"/>, <see cref="IAnswerRows"/>), templating, an <see cref="IFleetEvaluator"/>, an <see cref="IFactReader"/>, an
    /// <see cref="IScoreCourse"/>, an <see cref="IAccountAnswers"/>, an <see cref="IRandomIds"/>, the <see cref="Domain.Money.MoneyRates"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services, AlertingMode mode)
    {
        services.AddSingleton(mode);
        services.TryAddSingleton<DispatchSignal>();
        services.TryAddSingleton(RoutingRules.Default);
        services.TryAddSingleton(TellingPolicy.Default);
        services.TryAddSingleton(new WorkCalendars(WorkHours.Default));
        services.TryAddSingleton<IPreferences, StoredPreferences>();
        services.TryAddSingleton<IServiceGaps, NoServiceGaps>();
        services.TryAddSingleton<IDigestBook, EveryTeammate>();
        services.TryAddSingleton<IMoneyAtRisk, EvaluatedMoney>();
        services.TryAddSingleton<IFleetGuard, NoFleetGuard>();
        services.TryAddSingleton<TellingScenes>();
        services.TryAddSingleton<IConversationBook, ConversationBook>();
        services.TryAddSingleton(ProductLinks.None);
        services.TryAddSingleton<CardRounds>();
        services.TryAddSingleton<FleetRounds>();
        services.TryAddSingleton<TickCommitter>();
        services.TryAddSingleton<IEvaluationRound, AlertTick>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, InboxPlatform>());
        services.TryAddSingleton(new AccessOptions(AccessScope.All));
        services.TryAddSingleton<AccountAccess>();
        services.TryAddSingleton<OneOfUs>();
        services.TryAddSingleton<HomeForms>();
        services.TryAddSingleton<ClickForms>();
        services.TryAddSingleton<ActDesk>();
        services.TryAddSingleton<InboxLinks>();
        services.TryAddSingleton<TypedActs>();
        services.TryAddSingleton(new DigestPreview((_, _) => null));
        services.TryAddSingleton<CommandDesk>();
        services.TryAddSingleton<Absences>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, Reminders>());
        services.TryAddSingleton<SaidFacts>();
        services.TryAddSingleton<SaidDesk>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, SaidFacts>(provider => provider.GetRequiredService<SaidFacts>()));
        services.TryAddSingleton<PrivateAnswers>();
        services.TryAddSingleton<IConversationDesk, ConversationDesk>();
        return services;
    }

    /// <summary>The dispatcher and what looks after it, for a process that serves; commands leave the outbox alone.</summary>
    public static IServiceCollection AddDispatcher(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, BundleWork>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, DeliveryAuditor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, BrokenDestinations>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, StrayCleanup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, PrivateAnswers>(provider => provider.GetRequiredService<PrivateAnswers>()));
        services.TryAddSingleton<SharedChannels>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, SharedChannels>(provider => provider.GetRequiredService<SharedChannels>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, StoreWatch>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, Heartbeat>(provider =>
            ActivatorUtilities.CreateInstance<Heartbeat>(provider, new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }))));
        return services.AddHostedService<Dispatcher>();
    }
}
