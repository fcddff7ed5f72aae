using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Settings under <c>Delivery</c>.</summary>
public sealed class DeliveryOptions
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
}
