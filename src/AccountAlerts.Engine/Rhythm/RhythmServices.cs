using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Engine.Rhythm;

public static class RhythmServices
{
    /// <summary>What is said by the clock, for whoever asks; needs alerting, and <see cref="DigestOptions"/>.</summary>
    public static IServiceCollection AddRhythm(this IServiceCollection services)
    {
        services.TryAddSingleton(WorkHours.Default);
        services.TryAddSingleton<WorkCalendars>();
        services.TryAddSingleton<Absences>();
        services.TryAddSingleton<AccountBook>();
        services.TryAddSingleton<DigestLoader>();
        services.TryAddSingleton<IDigests, Digests>();
        return services;
    }

    /// <summary>The work itself, for a process that serves.</summary>
    public static IServiceCollection AddRhythmWork(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, DigestWork>());
        return services;
    }
}
