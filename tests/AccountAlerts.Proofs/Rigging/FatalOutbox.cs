using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>The real outbox, around which the process dies or is paused once, exactly at one step.</summary>
internal sealed class FatalOutbox(IOutbox outbox, DeliveryStep step, Blow blow, int pass) : IOutbox
{
    private int _left = pass;

    public async Task<IReadOnlyList<OutboxItem>> ClaimAsync(int limit, IReadOnlyCollection<string> platforms, CancellationToken cancellation)
    {
        if (step == DeliveryStep.BeforeClaim && limit > 0 && (await outbox.CountAsync(cancellation)).Pending > 0)
            Pass(1);
        var claimed = await outbox.ClaimAsync(limit, platforms, cancellation);
        if (step == DeliveryStep.AfterClaim)
            Pass(claimed.Count);
        return claimed;
    }

    public async Task<bool> RecordAsync(OutboxItem item, OutboxResult result, CancellationToken cancellation)
    {
        if (step == DeliveryStep.BeforeRecord)
            Pass(1);
        bool ours = await outbox.RecordAsync(item, result, cancellation);
        if (step == DeliveryStep.AfterRecord)
            Pass(1);
        return ours;
    }

    public Task<TimeSpan?> NextDueAsync(CancellationToken cancellation) => outbox.NextDueAsync(cancellation);

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellation) => outbox.CountAsync(cancellation);

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
