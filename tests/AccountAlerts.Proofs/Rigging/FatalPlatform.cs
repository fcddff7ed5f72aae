using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>A chat platform before whose first calls to post the blow falls: the lease was looked at, and nothing is on the wire.</summary>
internal sealed class FatalPlatform(IChatPlatform platform, Blow blow, int pass) : IChatPlatform
{
    private int _left = pass;

    public string Name => platform.Name;

    public PlatformLimits Limits => platform.Limits;

    public Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref _left) == -1)
            Signals.Strike(blow);
        return platform.SendAsync(message, cancellation);
    }

    public Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        platform.EditAsync(message, messageId, cancellation);

    public Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation) =>
        platform.FindAsync(conversation, key, cancellation);
}
