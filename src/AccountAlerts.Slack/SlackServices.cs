using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Checks;
using AccountAlerts.Slack.Home;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Sockets;
using AccountAlerts.Slack.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack;

public static class SlackServices
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Slack as a chat platform, if its settings name a workspace; added after alerting and rhythm, whose desk it leads to.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        if (!options.IsSet)
            return services;
        services.TryAddSingleton(options);
        services.TryAddSingleton(new SlackMemory(false));
        services.TryAddSingleton(provider => OnMachineTime<TokenVault>(provider));
        services.TryAddSingleton(_ => new SlackClient(Http(options), options.Api));
        services.TryAddSingleton(provider => new SlackInstallations(
            options, provider.GetRequiredService<SlackClient>(), provider.GetRequiredService<TokenVault>(), provider.GetRequiredService<Engine.IProductValues>(), provider.GetRequiredService<SlackMemory>(),
            provider.GetRequiredService<ILogger<SlackInstallations>>()));
        services.TryAddSingleton<ISlackTokens>(provider => provider.GetRequiredService<SlackInstallations>());
        services.TryAddSingleton(provider => OnMachineTime<SlackCaller>(provider));
        services.TryAddSingleton(provider => OnMachineTime<SlackPeople>(provider));
        services.TryAddSingleton(provider => OnMachineTime<SlackChannels>(provider));
        services.TryAddSingleton<SlackGuests>();
        services.TryAddSingleton<SlackRoster>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, SlackPlatform>(
            provider => new SlackPlatform(provider.GetRequiredService<SlackCaller>(), TimeProvider.System)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReaderDirectory, SlackReaders>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISharedPlaces, SlackChannels>(provider => provider.GetRequiredService<SlackChannels>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICheck, SlackCheck>());
        return services;
    }

    /// <summary>What comes in from Slack, and what the clock makes due there: for a process that serves.</summary>
    public static IServiceCollection AddSlackWork(this IServiceCollection services, SlackOptions options)
    {
        if (!options.IsSet)
            return services;
        services.Replace(ServiceDescriptor.Singleton(new SlackMemory(true)));
        services.TryAddSingleton(provider => new SlackAnswers(
            provider.GetRequiredService<SlackCaller>(), Http(options), options, provider.GetRequiredService<ILogger<SlackAnswers>>()));
        services.TryAddSingleton(provider => OnMachineTime<SlackVisitors>(provider));
        services.TryAddSingleton<SlackQuestions>();
        services.TryAddSingleton<SlackHome>();
        services.TryAddSingleton<NamedCustomers>();
        services.TryAddSingleton<SlackClicks>();
        services.TryAddSingleton<SlackCommands>();
        services.TryAddSingleton<SlackEvents>();
        services.TryAddSingleton<ReceiveOnly>();
        services.TryAddSingleton(provider => OnMachineTime<SeenSlackEvents>(provider));
        services.TryAddSingleton(provider => OnMachineTime<SlackDesk>(provider));
        services.TryAddSingleton(provider => OnMachineTime<SlackDoor>(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, SlackRoster>(provider => provider.GetRequiredService<SlackRoster>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, SeenSlackEvents>(provider => provider.GetRequiredService<SeenSlackEvents>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, TokenWatch>());
        services.AddHostedService<SlackStart>();
        if (options.InForce.Any(workspace => !string.IsNullOrEmpty(workspace.Value.AppToken)))
        {
            services.TryAddSingleton(provider => OnMachineTime<SlackSocketMode>(provider));
            services.AddHostedService(provider => provider.GetRequiredService<SlackSocketMode>());
        }

        return services;
    }

    /// <summary>Slack counts by the real time, also where the product's clock is moved.</summary>
    private static T OnMachineTime<T>(IServiceProvider provider) => ActivatorUtilities.CreateInstance<T>(provider, TimeProvider.System);

    private static HttpClient Http(SlackOptions options) => new(new SocketsHttpHandler
    {
        // A redirect would carry tokens to an address that nobody has set.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !options.ApiUrl.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = CallTimeout,
    };
}
