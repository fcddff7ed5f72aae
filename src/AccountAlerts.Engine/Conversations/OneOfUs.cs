using System.Collections.Concurrent;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Who is answered at all: a teammate, or somebody to whom we speak, such as an owner whom the team file does not name.</summary>
public sealed class OneOfUs(IFactReader facts, IAlertReader alerts, TimeProvider clock)
{
    /// <summary>For so long a yes holds without looking again: it is asked at every click.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>Nobody has more colleagues who click within the half minute.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<bool> IsAsync(string email, CancellationToken cancellation)
    {
        if (_known.TryGetValue(email, out long since) && clock.GetElapsedTime(since) < Kept)
            return true;
        bool known = await LookAsync(email, cancellation);
        if (_known.Count >= MostKept)
            _known.Clear();
        if (known)
            _known[email] = clock.GetTimestamp();
        else
            _known.TryRemove(email, out _);
        return known;
    }

    private async Task<bool> LookAsync(string email, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.TeamAsync(cancellation);
        return team.Any(teammate => teammate.Email.Equals(email, StringComparison.OrdinalIgnoreCase))
            || (await alerts.OfTeammateAsync(email, cancellation)).Count > 0;
    }
}
