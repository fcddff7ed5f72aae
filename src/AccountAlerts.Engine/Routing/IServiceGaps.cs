namespace AccountAlerts.Engine.Routing;

/// <summary>A time in which the service did not run.</summary>
public sealed record ServiceGap(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>A shorter one is nobody's business.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromHours(4);

    /// <summary>The name under which its messages are said once.</summary>
    public string Name => From.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Whether an evaluation is the first one after the service was away for hours: nothing of that time is replayed.</summary>
public interface IServiceGaps
{
    /// <returns>
    /// The gap, for the first evaluation after it and nothing later: its news is told as <see cref="TellingWay.Held"/> for
    /// <see cref="TellingReasons.Gap"/>, except what is critical, and one message says all of it. Null otherwise, and always for the demo.
    /// </returns>
    Task<ServiceGap?> JustEndedAsync(DateTimeOffset now, CancellationToken cancellation);
}
