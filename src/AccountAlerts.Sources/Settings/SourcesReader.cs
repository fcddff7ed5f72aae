using AccountAlerts.Engine.Ingestion;
using Microsoft.Extensions.Configuration;

namespace AccountAlerts.Sources.Settings;

/// <summary>The sources that the settings name, in their order, and everything that is wrong with them.</summary>
/// <param name="Sources">Empty where there is any fault.</param>
public sealed record SourcesReading(IReadOnlyList<Func<IServiceProvider, ISource>> Sources, IReadOnlyList<SettingFault> Faults);

/// <summary>Reads the section <c>Sources</c>, a map from names to settings.</summary>
public static class SourcesReader
{
    private const string NameRule = "a source's name has 1 to 40 letters, digits, '-' or '_', and is neither import nor chat, which the product uses itself";

    public static SourcesReading Read(IConfiguration configuration, IReadOnlyList<ISourceType> types)
    {
        List<SettingFault> faults = [];
        List<(int Order, string Name, Func<IServiceProvider, ISource> Make)> sources = [];
        foreach (IConfigurationSection section in configuration.GetSection("Sources").GetChildren())
        {
            SourceSettings settings = new(section);
            if (!IsName(section.Key))
                faults.Add(new SettingFault(section.Path, section.Key, NameRule));

            string allowed = $"the type is one of {string.Join(", ", types.Select(type => type.Name))}";
            string? typeName = settings.Required("Type", allowed);
            ISourceType? type = types.FirstOrDefault(type => type.Name.Equals(typeName, StringComparison.OrdinalIgnoreCase));
            if (type is not null)
            {
                sources.Add((settings.Order, section.Key, type.Read(settings)));
                settings.RefuseUnknown();
            }
            else if (!string.IsNullOrWhiteSpace(typeName))
            {
                settings.Fault("Type", typeName, allowed);
            }

            faults.AddRange(settings.Faults);
        }

        return faults.Count > 0
            ? new SourcesReading([], faults)
            : new SourcesReading([.. sources.OrderBy(source => source.Order).ThenBy(source => source.Name, StringComparer.Ordinal).Select(source => source.Make)], []);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !name.Equals("import", StringComparison.OrdinalIgnoreCase) && !name.Equals("chat", StringComparison.OrdinalIgnoreCase);
}
