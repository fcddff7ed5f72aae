using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Metrics:&lt;name or pattern&gt;</c>: what a metric of the usage rows means. What is unset is guessed from the name.</summary>
public sealed class MetricSettings
{
    /// <summary>What people read on cards.</summary>
    public string? Label { get; set; }

    /// <summary>Worth of one event: 1 to 2 sign in or look, 3 to 6 ordinary use, 7 to 10 a key feature or a result.</summary>
    [Range(1, 10)]
    public int? Value { get; set; }

    public MetricRole? Role { get; set; }

    public MetricKind? Kind { get; set; }

    public MetricSetting ToSetting(string pattern) => new(pattern, Label, Value, Role, Kind);
}
