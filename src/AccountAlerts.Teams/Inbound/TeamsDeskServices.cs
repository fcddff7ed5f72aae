using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Teams.Extension;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Teams.Inbound;

internal static class TeamsDeskServices
{
    /// <summary>Whoever answers what people do in Teams.</summary>
    public static IServiceCollection AddTeamsDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<TeamsAnswers>();
        services.TryAddSingleton<TeamsVisitors>();
        services.TryAddSingleton<TeamsQuestions>();
        services.TryAddSingleton<TeamsClicks>();
        services.TryAddSingleton<TeamsWelcome>();
        services.TryAddSingleton<AccountSearch>();
        // Teams counts by the real time, also where the product's clock is moved.
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<SeenTeamsEvents>(provider, TimeProvider.System));
        services.TryAddSingleton<ITeamsDesk>(provider => ActivatorUtilities.CreateInstance<TeamsDesk>(provider, TimeProvider.System));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, SeenTeamsEvents>(provider => provider.GetRequiredService<SeenTeamsEvents>()));
        return services;
    }
}
