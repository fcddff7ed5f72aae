using System.Globalization;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Slack's rate limits, switched off until a test wants them. docs.slack.dev/apis/web-api/rate-limits.</summary>
public sealed class SlackLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Team, string Method), Queue<DateTimeOffset>> _calls = [];
    private readonly Dictionary<string, DateTimeOffset> _posts = new(StringComparer.Ordinal);

    /// <summary>Per method and workspace, over a sliding minute.</summary>
    public bool PerMethod { get; set; }

    /// <summary>One message per second and channel.</summary>
    public bool PerChannel { get; set; }

    internal void Call(SlackWorkspace workspace, SlackMethod method, DateTimeOffset now)
    {
        if (!PerMethod)
            return;
        if (!_calls.TryGetValue((workspace.Id, method.Name), out var recent))
            _calls.Add((workspace.Id, method.Name), recent = new Queue<DateTimeOffset>());
        while (recent.TryPeek(out var oldest) && oldest <= now - Minute)
            recent.Dequeue();
        if (recent.Count >= method.PerMinute)
            throw new SlackLimited(Seconds(recent.Peek() + Minute - now));
        recent.Enqueue(now);
    }

    internal void Post(SlackWorkspace workspace, SlackChannel channel, DateTimeOffset now)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{workspace.Id}/{channel.Id}");
        if (PerChannel && _posts.TryGetValue(key, out var last) && now - last < Second)
            throw new SlackLimited(Seconds(last + Second - now));
        _posts[key] = now;
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}

/// <summary>A call beyond a limit: 429.</summary>
internal sealed class SlackLimited(int seconds) : Exception("ratelimited")
{
    public int Seconds => seconds;
}
