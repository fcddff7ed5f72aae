using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Homes;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Engine.Rhythm;

public static class RhythmServices
{
    /// <summary>What is said by the clock, for whoever asks; added after alerting, whose desk it completes. Needs <see cref="DigestOptions"/>.</summary>
    public static IServiceCollection AddRhythm(this IServiceCollection services)
    {
        services.TryAddSingleton(new WorkCalendars(WorkHours.Default));
        services.TryAddSingleton<Absences>();
        services.TryAddSingleton<AccountBook>();
        services.TryAddSingleton<HomePage>();
        services.TryAddSingleton<NamedReaders>();
        services.TryAddSingleton<DigestLoader>();
        services.TryAddSingleton<IDigests, Digests>();
        services.TryAddSingleton<ReviewLoader>();
        services.TryAddSingleton<RowPosts>();
        services.TryAddSingleton<RowRefresh>();
        services.TryAddSingleton<ServiceGaps>();
        services.Replace(ServiceDescriptor.Singleton<IServiceGaps>(provider => provider.GetRequiredService<ServiceGaps>()));
        services.Replace(ServiceDescriptor.Singleton<IDigestBook, DigestReach>());
        services.Replace(ServiceDescriptor.Singleton(provider => new DigestPreview(provider.GetRequiredService<IDigests>().PreviewAsync)));
        services.Replace(ServiceDescriptor.Singleton<IConversationDesk>(provider =>
            new RowDesk(Behind(provider), provider.GetRequiredService<RowRefresh>())));
        return services;
    }

    /// <summary>The work itself, for a process that serves; added before the dispatcher, which must not send what a gap has overtaken.</summary>
    public static IServiceCollection AddRhythmWork(this IServiceCollection services)
    {
        services.AddHostedService<GapAtStart>();
        return services.Add<LifeSigns>().Add<BaselineWork>().Add<HandoverWork>().Add<ReturnWork>().Add<DigestWork>().Add<GapWork>().Add<ReviewWork>()
            .Add<SheetSweep>().AddRefresh();
    }

    /// <summary>With the desk for messages to operations, where there is one.</summary>
    private static IConversationDesk Behind(IServiceProvider provider)
    {
        var desk = ActivatorUtilities.CreateInstance<ConversationDesk>(provider);
        return provider.GetService<INoticeDesk>() is { } notices ? new NoticeDoor(desk, notices) : desk;
    }

    private static IServiceCollection Add<TWork>(this IServiceCollection services)
        where TWork : class, IDueWork
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, TWork>());
        return services;
    }

    /// <summary>The one that clicks ask too.</summary>
    private static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, RowRefresh>(provider => provider.GetRequiredService<RowRefresh>()));
        return services;
    }
}
