using AccountAlerts.Engine.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Webhook;

public static class WebhookServices
{
    /// <summary>The webhook as a chat platform, if its settings name an address.</summary>
    public static IServiceCollection AddWebhook(this IServiceCollection services, WebhookOptions options)
    {
        if (!options.IsSet)
            return services;
        services.TryAddSingleton(options);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, WebhookPlatform>(
            provider => new WebhookPlatform(provider.GetRequiredService<WebhookOptions>(), TimeProvider.System)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReaderDirectory, WebhookReaders>());
        services.TryAddSingleton(provider => new WebhookDoor(provider.GetRequiredService<WebhookOptions>(), TimeProvider.System));
        services.TryAddSingleton<InboundReader>();
        return services;
    }
}
