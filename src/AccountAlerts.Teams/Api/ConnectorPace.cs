using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Teams.Api;

/// <summary>Where a call that is not the outbox's stands in line.</summary>
/// <param name="Patience">How long it may wait for its turn.</param>
public sealed record ConnectorTurn(Conversation Place, CallKind Kind, TimeSpan Patience);

/// <summary>Makes calls beside the outbox take their turn, so that all calls of the app together keep within the limits of Teams.</summary>
public sealed class ConnectorPace(ICallBuckets buckets, TimeProvider machineClock)
{
    /// <summary>
    /// learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: in one conversation 7 messages in a second, 8 in two, 60 in half a
    /// minute, 1,800 in an hour, and twice as many questions; 50 calls a second in a tenant (an older copy of the page says 30).
    /// </summary>
    public static PlatformLimits Limits { get; } = new()
    {
        Conversation = new Rate(TimeSpan.FromMilliseconds(2010), 6),
        Reads = new Rate(TimeSpan.FromMilliseconds(1010), 12),
        Posts = new Rate(TimeSpan.FromMilliseconds(70), 10),
        Edits = new Rate(TimeSpan.FromMilliseconds(120), 6),
        LookUps = new Rate(TimeSpan.FromMilliseconds(140), 5),
    };

    public async Task<TeamsReply> CallAsync(ConnectorTurn turn, Func<Task<TeamsReply>> call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(call);
        for (long began = machineClock.GetTimestamp(); ;)
        {
            var wait = await buckets.TakeAsync(turn.Place, turn.Kind, Limits, cancellation);
            if (wait <= TimeSpan.Zero)
                return await call();
            if (machineClock.GetElapsedTime(began) + wait > turn.Patience)
                return new TeamsReply.PutOff(wait);
            await Task.Delay(wait, machineClock, cancellation);
        }
    }
}
