using System.Globalization;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Hosting;

/// <summary>
/// The product's clock: real time plus an offset. Timers and elapsed times stay real, only "what time is it" is moved.
/// </summary>
/// <remarks>
/// <c>Clock:Now</c> sets the offset once; it is stored, so that a restart goes on from where the product was instead of starting again, and
/// it never shrinks, so that the product's time never goes back: nothing stored can lie in the future.
/// </remarks>
public sealed class ProductClock(TimeProvider real) : TimeProvider
{
    private const string Source = "$clock";
    private const string Key = "offset-ms";

    private long offsetTicks;

    public TimeSpan Offset => new(Interlocked.Read(ref offsetTicks));

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Offset;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the clock from the setting and from what was stored; the later of the two wins.</summary>
    /// <param name="remember">True to store the result; false for commands that only read.</param>
    public async Task StartAsync(DateTimeOffset? now, ISourceState state, bool remember, CancellationToken cancellation)
    {
        string? text = await state.GetAsync(Source, Key, cancellation);
        TimeSpan? stored = text is null ? null : TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));
        TimeSpan wanted = now is { } start ? start - real.GetUtcNow() : TimeSpan.Zero;
        TimeSpan offset = stored is { } before && before > wanted ? before : wanted;
        Interlocked.Exchange(ref offsetTicks, offset.Ticks);
        if (remember && offset != (stored ?? TimeSpan.Zero))
            await state.SetAsync(Source, Key, ((long)offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), cancellation);
    }
}
