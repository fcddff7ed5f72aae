using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Settings under <c>Delivery</c>.</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    public const string Section = "Delivery";

    /// <summary>How long one call to a platform may take. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:19")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a claimed message belongs to the process that claimed it; more than three time-outs, so that no call outlives it. What a
    /// killed process had under way is taken up by others after this and a time-out. Default 60 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:04", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A row that was claimed longer ago is given back instead of sent: a process that was paused must not send late.</summary>
    public TimeSpan Fresh => Lease / 3;

    /// <summary>How often to look for due messages when nothing wakes the dispatcher earlier.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many messages may be on their way at the same time, each to another conversation.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 8;

    public BundleOptions Bundle { get; set; } = new();

    public HoursOptions Hours { get; set; } = new();

    /// <summary>Severities that are told in quiet hours too: low, medium, high, critical. Default: none.</summary>
    public string[] WakeFor { get; set; } = [];

    /// <summary><see cref="WakeFor"/>, read.</summary>
    public IReadOnlySet<Severity> Wakes() => WakeFor.Select(word => Enum.Parse<Severity>(word, ignoreCase: true)).ToHashSet();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (string word in WakeFor.Where(word => !Enum.GetNames<Severity>().Contains(word, StringComparer.OrdinalIgnoreCase)))
            yield return new ValidationResult($"= \"{word}\" is not allowed; allowed: low, medium, high, critical.", [nameof(WakeFor)]);
        if (Lease <= 3 * Timeout)
            yield return new ValidationResult($"= {Lease:c} is too short for a Timeout of {Timeout:c}; allowed: more than three of these.", [nameof(Lease)]);
    }
}

/// <summary>Settings under <c>Delivery:Bundle</c>: when one conversation would get too much at once.</summary>
public sealed class BundleOptions
{
    /// <summary>Whether there is a limit. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many new cards a conversation gets within <see cref="Within"/>; the rest of a round is one message with counts and a link.</summary>
    [Range(1, 1000)]
    public int Most { get; set; } = 5;

    /// <summary>The time over which new cards are counted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(10);
}
