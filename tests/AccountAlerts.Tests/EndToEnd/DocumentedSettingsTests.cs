using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using AccountAlerts.Settings;
using AccountAlerts.Sources;
using Microsoft.Extensions.Configuration;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>docs/configuration.md lists every setting there is, and none that is not.</summary>
public sealed partial class DocumentedSettingsTests
{
    [Fact]
    public void Every_setting_is_documented_and_every_documented_setting_exists()
    {
        string[] documented = [.. Rows().Matches(Page("configuration.md")).Select(row => Name().Replace(row.Groups[1].Value, "*")).Order(StringComparer.Ordinal)];
        string[] existing = [.. Keys("", typeof(ProductSettings)).Concat(SourceKeys()).Order(StringComparer.Ordinal)];

        Assert.Equal(existing, documented);
    }

    [Fact]
    public async Task The_example_of_how_to_write_an_alert_is_one_that_loads()
    {
        using Installation at = new();
        at.Write("templates/own/alerts/example.md", Example().Match(Page("alerts.md")).Groups[1].Value);

        Assert.Contains("example", await at.ResultAsync("check"));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Installation.Repository, "docs", name));

    private static IEnumerable<string> Keys(string path, Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            bool rest = property.IsDefined(typeof(RestOfSectionAttribute));
            string key = rest ? path : path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            Type value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            bool map = typeof(IDictionary).IsAssignableFrom(value);
            Type inner = map ? value.GetGenericArguments()[1] : value;
            if (inner.Namespace?.StartsWith("AccountAlerts", StringComparison.Ordinal) == true && !inner.IsEnum)
            {
                foreach (string below in Keys(map ? $"{key}:*" : key, inner))
                    yield return below;
            }
            else
            {
                yield return map ? $"{key}:*" : key;
            }
        }
    }

    /// <summary>A source of each type is asked for a setting that it does not have, and lists those that it has.</summary>
    private static IEnumerable<string> SourceKeys() => SourcesServices.Types
        .SelectMany(type => SourcesServices.Validate(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Sources:x:Type", type.Name), new("Sources:x:Path", "x"), new("Sources:x:Nonsense", "1")]).Build()))
        .Where(fault => fault.Key.EndsWith("Nonsense", StringComparison.Ordinal))
        .SelectMany(fault => fault.Allowed[(fault.Allowed.LastIndexOf("known are ", StringComparison.Ordinal) + "known are ".Length)..].Split(", "))
        .Distinct()
        .Select(key => $"Sources:*:{key}");

    [GeneratedRegex(@"^\| `([A-Z][^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Name();

    [GeneratedRegex("```markdown\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
