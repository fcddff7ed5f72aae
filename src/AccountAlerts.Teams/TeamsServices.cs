using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Checks;
using AccountAlerts.Teams.Door;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.People;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire.Cards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams;

public static class TeamsServices
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Teams as a chat platform, if its settings name a bot; added after alerting and rhythm, whose desk it leads to.</summary>
    /// <param name="publicUrl">Where the service is reached from outside; null where that is not set.</param>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options, Uri? publicUrl)
    {
        if (!options.IsSet)
            return services;
        services.TryAddSingleton(options);
        services.TryAddSingleton<ServiceHosts>();
        services.TryAddSingleton(new TeamsMemory(false));
        services.TryAddSingleton<ITeamsTokens>(_ => options.Anonymous ? new NoTokens() : BotCertificate.FaultOf(options) is { } fault ? new NoProof(fault) : new EntraTokens(options));
        services.TryAddSingleton(provider => new ConnectorClient(
            Http(options.ServiceUrl), provider.GetRequiredService<ITeamsTokens>(), provider.GetRequiredService<ServiceHosts>(), provider.GetRequiredService<ILogger<ConnectorClient>>(),
            provider.GetService<ConnectorPace>()));
        services.TryAddSingleton(provider => OnMachineTime<TeamsPeople>(provider));
        services.TryAddSingleton(provider => OnMachineTime<TeamsPlaces>(provider));
        services.TryAddSingleton<TeamsGuests>();
        services.TryAddSingleton<ITeamsRenderer>(provider => new TeamsRenderer(Mentions(provider.GetRequiredService<TeamsPeople>())));
        services.TryAddSingleton<TeamsPlatform>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, TeamsPlatform>(provider => provider.GetRequiredService<TeamsPlatform>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReaderDirectory, TeamsReaders>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISharedPlaces, TeamsPlaces>(provider => provider.GetRequiredService<TeamsPlaces>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICheck, TeamsCheck>(provider =>
            ActivatorUtilities.CreateInstance<TeamsCheck>(provider, Keys(options.MetadataInForce), new EndpointProbe(Http(publicUrl), publicUrl))));
        return services;
    }

    /// <summary>What comes in from Teams, and what the clock makes due there: for a process that serves.</summary>
    public static IServiceCollection AddTeamsWork(this IServiceCollection services, TeamsOptions options)
    {
        if (!options.IsSet)
            return services;
        services.Replace(ServiceDescriptor.Singleton(new TeamsMemory(true)));
        services.TryAddSingleton(provider => new InboundTokens(
            options, provider.GetRequiredService<ServiceHosts>(), Keys(options.MetadataInForce), Keys(options.EntraMetadataInForce), TimeProvider.System));
        services.TryAddSingleton(provider => OnMachineTime<ConnectorPace>(provider));
        services.TryAddSingleton<IActivityWatcher, TeamsWatcher>();
        services.AddTeamsDesk();
        services.TryAddSingleton<TeamsCopies>();
        services.TryAddSingleton<TeamsDoor>();
        services.TryAddSingleton(provider => OnMachineTime<TeamsRoster>(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, TeamsRoster>(provider => provider.GetRequiredService<TeamsRoster>()));
        services.AddHostedService<TeamsStart>();
        return services;
    }

    /// <summary>Only who Teams itself said it is may be named in a card.</summary>
    private static VerifiedPerson Mentions(TeamsPeople people) => email =>
        people.Recall(email) is { Standing: not TeamsStanding.Outsider, UserId: { Length: > 0 } id, Name: { Length: > 0 } name } ? new MentionedPerson(id, name) : null;

    /// <summary>Teams counts by the real time, also where the product's clock is moved.</summary>
    private static T OnMachineTime<T>(IServiceProvider provider) => ActivatorUtilities.CreateInstance<T>(provider, TimeProvider.System);

    private static SigningKeys Keys(Uri metadata) => new(Http(metadata), metadata, TimeProvider.System);

    private static HttpClient Http(Uri? address) => new(new SocketsHttpHandler
    {
        // A redirect would carry the token to an address that nobody has set.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = address is not { IsLoopback: true },
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = CallTimeout,
    };
}
