using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Metrics:&lt;name or pattern&gt;</c>; what is not set is guessed from the metric's name.</summary>
public sealed class MetricSettings
{
    /// <summary>What people read: "reports created".</summary>
    public string? Label { get; set; }

    /// <summary>Worth of one event, 1 to 10.</summary>
    [Range(1, 10)]
    public int? Rank { get; set; }

    public MetricRole? Role { get; set; }

    public MetricKind? Kind { get; set; }

    internal MetricSetting For(string pattern) => new(pattern, Label, Rank, Role, Kind);
}
