using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>The real outbox, out of which one of two services takes messages at a time: the first until a file is there, the second from then on.</summary>
/// <param name="file">Made by the proof when the second one's time has come.</param>
internal sealed class RelayedOutbox(IOutbox outbox, string file, bool second) : IOutbox
{
    public async Task<OutboxTurn> TurnAsync(
        string platform, PlatformLimits limits, IReadOnlyList<OutboxDone> done, int most, CancellationToken cancellation)
    {
        if (File.Exists(file) == second)
            return await outbox.TurnAsync(platform, limits, done, most, cancellation);
        // What ended is recorded; what is due is somebody else's.
        return await outbox.TurnAsync(platform, limits, done, 0, cancellation) with { NextDue = null };
    }

    public Task<int> ReleaseAsync(CancellationToken cancellation) => outbox.ReleaseAsync(cancellation);
}
