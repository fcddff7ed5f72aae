using System.Collections;
using System.Globalization;
using System.Reflection;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Settings;

/// <summary>Every setting with the value in force. That each is allowed is what it took to get here.</summary>
public sealed class SettingsCheck(IConfiguration configuration, ProductSettings settings) : ICheck
{
    public string Title => "Settings";

    public Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<string>>();
        AddSection(rows, "", settings);
        foreach (IConfigurationSection value in Values(configuration.GetSection("Sources")))
            rows.Add([value.Path, Shown(value.Path, value.Value), "set"]);
        return Task.FromResult(new CheckReport(new CheckTable(["setting", "value", "from"], rows), []));
    }

    private void AddSection(List<IReadOnlyList<string>> rows, string path, object section)
    {
        foreach (PropertyInfo property in section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            string own = property.IsDefined(typeof(RestOfSectionAttribute)) ? path
                : path.Length == 0 ? property.Name
                : ConfigurationPath.Combine(path, property.Name);
            Add(rows, own, property.PropertyType, property.GetValue(section));
        }
    }

    private void Add(List<IReadOnlyList<string>> rows, string path, Type type, object? value)
    {
        if (value is string[] words)
        {
            AddValue(rows, path, string.Join(", ", words));
        }
        else if (value is IDictionary map)
        {
            foreach (DictionaryEntry entry in map)
                Add(rows, ConfigurationPath.Combine(path, (string)entry.Key), entry.Value?.GetType() ?? typeof(string), entry.Value);
        }
        else if (Scalar.Knows(Nullable.GetUnderlyingType(type) ?? type))
        {
            AddValue(rows, path, value switch
            {
                null => "",
                TimeSpan span => Durations.Format(span),
                TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
                DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            });
        }
        else if (value is not null)
        {
            AddSection(rows, path, value);
        }
    }

    private void AddValue(List<IReadOnlyList<string>> rows, string path, string? value)
    {
        bool set = configuration.GetSection(path).Exists() && (configuration[path] is not "");
        rows.Add([path, Shown(path, value), set ? "set" : "default"]);
    }

    private static string Shown(string path, string? value) =>
        string.IsNullOrEmpty(value) ? "-" : Secrets.IsSecret(path) ? "(not shown)" : value;

    private static IEnumerable<IConfigurationSection> Values(IConfigurationSection section) => section.GetChildren().SelectMany(Values)
        .Concat(section.Value is null ? [] : [section]);
}
