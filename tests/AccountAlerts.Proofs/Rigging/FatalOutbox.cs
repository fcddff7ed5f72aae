using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>The real outbox, around which the process dies or is paused once, exactly at one step.</summary>
internal sealed class FatalOutbox(IOutbox outbox, IDeliveryDesk desk, DeliveryStep step, Blow blow, int pass) : IOutbox
{
    private int _left = pass;

    public async Task<OutboxTurn> TurnAsync(
        string platform, PlatformLimits limits, IReadOnlyList<OutboxDone> done, int most, CancellationToken cancellation)
    {
        int ended = done.Count(one => one.Result is OutboxResult.Shown);
        if (step == DeliveryStep.BeforeClaim && most > 0 && (await desk.CountAsync(cancellation)).Pending > 0)
            Pass(1);
        if (step == DeliveryStep.BeforeRecord)
            Pass(ended);
        var turn = await outbox.TurnAsync(platform, limits, done, most, cancellation);
        if (step == DeliveryStep.AfterRecord)
            Pass(ended);
        if (step == DeliveryStep.AfterClaim)
            Pass(turn.Claimed.Count);
        return turn;
    }

    public Task<int> ReleaseAsync(CancellationToken cancellation) => outbox.ReleaseAsync(cancellation);

    /// <summary>Counts messages that come by; after the last one that may pass, the blow falls.</summary>
    private void Pass(int messages)
    {
        if (messages == 0)
            return;
        int left = Interlocked.Add(ref _left, -messages);
        if (left < 0 && left + messages >= 0)
            Signals.Strike(blow);
    }
}
