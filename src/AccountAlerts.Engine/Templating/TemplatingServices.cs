using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Engine.Templating;

public static class TemplatingServices
{
    /// <summary>The trigger files and their words. Needs an <see cref="ITriggerTexts"/> from the store.</summary>
    /// <param name="templates">Absolute path of the <c>templates</c> folder.</param>
    public static IServiceCollection AddTemplating(this IServiceCollection services, string templates) => services
        .AddSingleton(SignalVocabulary.Catalogue)
        .AddSingleton(new TemplateFolder(templates))
        .AddSingleton<AlertCatalogue>()
        .AddSingleton<AlertWords>()
        .AddSingleton<TriggerEvaluator>();
}
