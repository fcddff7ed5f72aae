using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Sources;

/// <summary>Adds the sources that the settings name.</summary>
public static class SourcesServices
{
    /// <summary>Every kind of source there is.</summary>
    public static IReadOnlyList<ISourceType> Types { get; } = [new DropFolderType(), new DemoType()];

    /// <summary>Adds each source of the section <c>Sources</c> as an <see cref="ISource"/>, in their order. With any fault in the section it adds none.</summary>
    /// <remarks>Ask <see cref="Validate"/> first; relative paths are of the host's content root.</remarks>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (Func<IServiceProvider, ISource> make in SourcesReader.Read(configuration, Types).Sources)
            services.AddSingleton(make);
        return services;
    }

    /// <returns>Every fault in the section <c>Sources</c>; empty if it can be used.</returns>
    public static IReadOnlyList<SettingFault> Validate(IConfiguration configuration) => SourcesReader.Read(configuration, Types).Faults;

    /// <summary>The names in the section <c>Sources</c>, the most trusted first: of several that know a value, the first one's counts.</summary>
    public static IReadOnlyList<string> Names(IConfiguration configuration) =>
        [.. configuration.GetSection("Sources").GetChildren().Select(section => new SourceSettings(section))
            .OrderBy(settings => settings.Order).ThenBy(settings => settings.Name, StringComparer.Ordinal).Select(settings => settings.Name)];
}
