using AccountAlerts.Engine;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Settings;

namespace AccountAlerts.Operations;

/// <summary>The ways to operations that the settings name.</summary>
public static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services, OperationsSettings settings)
    {
        if (settings is { Webhook: { } address, WebhookSecret: { } secret })
        {
            services.AddSingleton(provider => new SignedPost(address, secret, TimeProvider.System, provider.GetRequiredService<ILogger<SignedPost>>()));
            services.AddSingleton<IOperationsNotice>(provider => Daily(provider, provider.GetRequiredService<SignedPost>()));
        }

        if (settings.Email.Length > 0)
            services.AddSingleton<IOperationsNotice>(provider => Daily(provider, new Mail(settings, provider.GetRequiredService<ILogger<Mail>>())));
        return services;
    }

    private static OncePerDay Daily(IServiceProvider provider, INoticeWay way) =>
        new(way, provider.GetRequiredService<IProductValues>(), provider.GetRequiredService<TimeProvider>());
}
