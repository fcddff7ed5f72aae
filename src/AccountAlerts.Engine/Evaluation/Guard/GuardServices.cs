using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Engine.Evaluation.Guard;

public static class GuardServices
{
    /// <summary>The guard over the whole fleet. Needs the store's <see cref="IAlertOpenings"/> and <see cref="ISourceReads"/> beside what evaluation needs.</summary>
    public static IServiceCollection AddFleetGuard(this IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<GuardSources>();
        services.TryAddSingleton<NoticeBoard>();
        services.TryAddSingleton<GuardDesk>();
        services.TryAddSingleton<INoticeDesk>(provider => provider.GetService<HealthModelBook>() is { } models
            ? new ModelDesk(provider.GetRequiredService<GuardDesk>(), models, provider.GetRequiredService<NoticeBoard>(), provider.GetService<IEvaluationRequests>())
            : provider.GetRequiredService<GuardDesk>());
        services.TryAddSingleton<ConversationDesk>();
        services.Replace(ServiceDescriptor.Singleton<IConversationDesk, NoticeDoor>());
        services.Replace(ServiceDescriptor.Singleton<IFleetGuard, FleetGuard>());
        return services;
    }
}
