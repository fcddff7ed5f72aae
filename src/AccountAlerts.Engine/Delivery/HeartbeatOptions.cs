using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Settings under <c>Operations:Heartbeat</c>: a sign of life to an outside watch, which raises the alarm when it stays away.</summary>
public sealed class HeartbeatOptions
{
    /// <summary>Called by GET while all is clean; none by default. May hold a token, so it is treated as a secret.</summary>
    public Uri? Url { get; set; }

    /// <summary>How often, by the real clock.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);
}
