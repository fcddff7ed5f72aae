using System.Globalization;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Conversations;

/// <summary>
/// Which events of a platform were handled, for all replicas: a repeated one is passed over once it is done, and taken up again if whoever
/// had it died. Each platform has one of its own.
/// </summary>
/// <param name="platform">In whose name it is remembered.</param>
public abstract class SeenEvents(string platform, IProductValues values, TimeProvider machineClock) : IDueWork
{
    /// <summary>By workspace and event: when it was begun, in milliseconds since 1970, and whether it is done.</summary>
    private readonly string _scope = $"${platform}-seen";

    private const string Done = "+";

    /// <summary>Nothing takes longer; platforms repeat at once, after a minute and after five.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public string Name => $"{platform}.seen";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <returns>False if it was handled already, or is being handled.</returns>
    public async Task<bool> BeginAsync(string team, string id, CancellationToken cancellation)
    {
        string key = $"{team}/{id}";
        string? before = await values.GetAsync(_scope, key, cancellation);
        if (before is not null && (before.EndsWith(Done, StringComparison.Ordinal) || Age(before) < Longest))
            return false;
        return await values.TrySetAsync(_scope, key, before, Now(), cancellation);
    }

    public Task EndAsync(string team, string id, CancellationToken cancellation) => values.SetAsync(_scope, $"{team}/{id}", Now() + Done, cancellation);

    /// <summary>Forgets what is no longer repeated.</summary>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        int forgotten = 0;
        foreach (var (key, begun) in await values.ListAsync(_scope, cancellation))
        {
            if (Age(begun) <= Kept)
                continue;
            await values.SetAsync(_scope, key, null, cancellation);
            forgotten++;
        }

        return forgotten;
    }

    private TimeSpan Age(string begun) =>
        long.TryParse(begun.AsSpan().TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            ? machineClock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at)
            : TimeSpan.MaxValue;

    private string Now() => machineClock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
