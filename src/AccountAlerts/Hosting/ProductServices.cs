using AccountAlerts.Engine;
using AccountAlerts.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Hosting;

/// <summary>What commands and the service share; nothing of the web.</summary>
public static class ProductServices
{
    public static IServiceCollection AddProduct(this IServiceCollection services, ProductSettings settings, Launch launch)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Evaluation);
        services.TryAddSingleton(_ => new ProductClock(TimeProvider.System));
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<ProductClock>());
        services.TryAddSingleton<IRandomIds, RandomIds>();
        return services;
    }

    /// <summary>Brings the store up to date and sets the clock, before anything else is asked of them.</summary>
    /// <param name="writes">False for commands that only read: they must not leave a trace.</param>
    public static async Task PrepareAsync(this IServiceProvider services, bool writes, CancellationToken cancellation)
    {
        if (services.GetService<Engine.Ingestion.ISourceState>() is { } state && services.GetService<ProductClock>() is { } clock)
            await clock.StartAsync(services.GetRequiredService<ProductSettings>().Clock.Now, state, remember: writes, cancellation);
    }
}
