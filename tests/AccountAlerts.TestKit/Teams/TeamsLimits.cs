namespace AccountAlerts.TestKit.Teams;

/// <summary>The rate limits of Teams, switched off until a test wants them: per bot and thread over four windows, and per tenant.</summary>
/// <remarks>learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.</remarks>
public sealed class TeamsLimits
{
    private static readonly (TimeSpan Window, int Most)[] Writes =
        [(TimeSpan.FromSeconds(1), 7), (TimeSpan.FromSeconds(2), 8), (TimeSpan.FromSeconds(30), 60), (TimeSpan.FromHours(1), 1800)];

    private static readonly (TimeSpan Window, int Most)[] Reads =
        [(TimeSpan.FromSeconds(1), 14), (TimeSpan.FromSeconds(2), 16), (TimeSpan.FromSeconds(30), 120), (TimeSpan.FromHours(1), 3600)];

    private readonly Dictionary<string, List<DateTimeOffset>> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DateTimeOffset>> _reads = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _tenant = new();

    /// <summary>True to throttle.</summary>
    public bool On { get; set; }

    /// <summary>Requests a second of the whole app; the older page says 30, the newer one 50.</summary>
    public int PerTenant { get; set; } = 50;

    /// <summary>False: a throttled call is not told how long to wait.</summary>
    public bool SaysHowLong { get; set; } = true;

    /// <returns>Null if the call may pass; else seconds to wait.</returns>
    internal int? Refusal(TeamsVerb verb, string place, DateTimeOffset now)
    {
        if (!On)
            return null;
        while (_tenant.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            _tenant.Dequeue();
        if (_tenant.Count >= PerTenant)
            return 1;
        bool reads = verb is TeamsVerb.Member or TeamsVerb.Members or TeamsVerb.Team or TeamsVerb.Channels;
        var (calls, windows) = reads ? (_reads, Reads) : (_writes, Writes);
        if (!calls.TryGetValue(place, out var past))
            calls.Add(place, past = []);
        past.RemoveAll(at => now - at >= windows[^1].Window);
        foreach (var (window, most) in windows)
        {
            var within = past.Where(at => now - at < window).ToList();
            if (within.Count >= most)
                return Math.Max(1, (int)Math.Ceiling((within[0] + window - now).TotalSeconds));
        }

        past.Add(now);
        _tenant.Enqueue(now);
        return null;
    }
}
