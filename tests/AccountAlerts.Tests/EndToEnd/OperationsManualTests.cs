using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What docs/operations.md names is there.</summary>
public sealed partial class OperationsManualTests
{
    private static readonly string Docs = Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "docs");
    private static readonly string Manual = File.ReadAllText(Path.Combine(Docs, "operations.md"));

    [Fact]
    public void Every_metric_to_watch_is_one_that_the_service_counts()
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => counted.Add(instrument.Name) };
        listener.Start();
        foreach (Type type in new[] { typeof(Dispatcher), typeof(ProductSettings) }.SelectMany(type => type.Assembly.GetTypes()))
        {
            if (!type.ContainsGenericParameters && type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.FieldType == typeof(Meter)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        string[] named = [.. Metric().Matches(Manual).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, counted));
    }

    [Fact]
    public void Every_setting_that_it_names_is_documented()
    {
        string settings = File.ReadAllText(Path.Combine(Docs, "configuration.md"));
        string[] named = [.. Setting().Matches(Manual).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"`{name}", settings, StringComparison.Ordinal));
    }

    [GeneratedRegex("`(accountalerts\\.[a-z_.]+)`")]
    private static partial Regex Metric();

    [GeneratedRegex("`([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)`")]
    private static partial Regex Setting();
}
