using System.Globalization;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Jobs;

/// <summary>Whose turn it is to be asked. Where several services share a store, when a source was asked is kept in it, so that they ask it as often as one would.</summary>
/// <param name="shared">False: in memory only. After a restart every source is then asked at once, and asking once more changes nothing.</param>
internal sealed class PollTurns(IProductValues values, TimeProvider clock, bool shared)
{
    private const string Scope = "$polls";
    private const string Asking = "asking";
    private const string Asked = "asked";

    // A service that died while it asked must not keep a source waiting for longer.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (long At, TimeSpan Every)> askedAt = new(StringComparer.Ordinal);

    /// <summary>True if the source is due and nobody else asks it; then it is ours until <see cref="EndAsync"/>.</summary>
    public async Task<bool> TakeAsync(ISource source, CancellationToken cancellation)
    {
        if (askedAt.TryGetValue(source.Name, out var last) && clock.GetElapsedTime(last.At) < last.Every)
            return false;
        if (shared && !await TakeSharedAsync(source, cancellation))
            return false;
        askedAt[source.Name] = (clock.GetTimestamp(), source.Every);
        return true;
    }

    /// <param name="again">When it wants to be asked again, if that is before its interval is over.</param>
    public async Task EndAsync(ISource source, TimeSpan? again, CancellationToken cancellation)
    {
        TimeSpan wait = again < source.Every ? again.Value : source.Every;
        askedAt[source.Name] = (clock.GetTimestamp(), wait);
        // As if it had been asked so long ago that it is due then.
        if (shared)
            await values.SetAsync(Scope, source.Name, Mark(Asked, source.Every - wait), cancellation);
    }

    private async Task<bool> TakeSharedAsync(ISource source, CancellationToken cancellation)
    {
        string? seen = await values.GetAsync(Scope, source.Name, cancellation);
        if (seen?.Split(' ') is [var milliseconds, var state] && long.TryParse(milliseconds, CultureInfo.InvariantCulture, out long at))
        {
            TimeSpan since = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at);
            if (since < (state == Asking && source.Every > Longest ? Longest : source.Every))
                return false;
        }

        return await values.TrySetAsync(Scope, source.Name, seen, Mark(Asking, TimeSpan.Zero), cancellation);
    }

    private string Mark(string state, TimeSpan ago) => string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() - ago).ToUnixTimeMilliseconds()} {state}");
}
