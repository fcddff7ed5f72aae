using AccountAlerts.Engine.Ingestion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Sources.Demo;

/// <summary>Registers demo sources.</summary>
public static class DemoServices
{
    /// <summary>What <c>Sources:&lt;name&gt;:Type</c> says for this source.</summary>
    public const string Type = "Demo";

    /// <summary>Adds one demo source; its settings are checked at start.</summary>
    /// <param name="name">The source's name in the settings.</param>
    /// <param name="settings">The section <c>Sources:&lt;name&gt;</c>; null for the demo that runs without any settings.</param>
    public static IServiceCollection AddDemoSource(this IServiceCollection services, string name, IConfiguration? settings = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>());
        OptionsBuilder<DemoOptions> builder = services.AddOptions<DemoOptions>(name).ValidateOnStart();
        if (settings is not null)
            builder.Bind(settings);
        services.AddSingleton<ISource>(provider => new DemoSource(
            name, provider.GetRequiredService<IOptionsMonitor<DemoOptions>>().Get(name), provider.GetRequiredService<ISourceState>()));
        return services;
    }
}
