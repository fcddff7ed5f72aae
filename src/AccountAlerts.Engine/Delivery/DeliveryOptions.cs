using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Settings under <c>Delivery</c>.</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    public const string Section = "Delivery";

    /// <summary>How long one call to a platform may take. The lease is 60 s, more than three of these.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:19")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often to look for due messages when nothing wakes the dispatcher earlier.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many messages may be on their way at the same time, each to another conversation.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 8;

    /// <summary>Severities that are told in quiet hours too: low, medium, high, critical. Default: none.</summary>
    public string[] WakeFor { get; set; } = [];

    /// <summary>From so many cards for one channel in one evaluation on, the rest comes in one message; 0: never. Default 10.</summary>
    [Range(0, 10_000)]
    public int Bundle { get; set; } = 10;

    /// <summary><see cref="WakeFor"/>, read.</summary>
    public IReadOnlySet<Severity> Wakes() => WakeFor.Select(word => Enum.Parse<Severity>(word, ignoreCase: true)).ToHashSet();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => WakeFor
        .Where(word => !Enum.GetNames<Severity>().Contains(word, StringComparer.OrdinalIgnoreCase))
        .Select(word => new ValidationResult($"= \"{word}\" is not allowed; allowed: low, medium, high, critical.", [nameof(WakeFor)]));
}
