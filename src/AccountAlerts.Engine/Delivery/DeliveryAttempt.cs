using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>One attempt to show one row: look if need be, then post or edit. It makes at most one call that shows something.</summary>
internal sealed class DeliveryAttempt(IChatPlatform platform, TimeSpan fresh, TimeProvider time)
{
    /// <param name="claimedAt">Timestamp of <paramref name="time"/> from before the claim.</param>
    public async Task<OutboxResult> MakeAsync(OutboxItem item, long claimedAt, CancellationToken cancellation)
    {
        if (IsStale(claimedAt))
            return new OutboxResult.Returned();
        if (!item.LookFirst)
            return await ShowAsync(item, item.MessageId, cancellation);

        switch (await platform.FindAsync(item.Message, cancellation))
        {
            case LookUp.Found found when item.Post:
                return new OutboxResult.Shown(found.MessageId, item.DesiredHash) { Copies = found.Copies };
            case LookUp.Found found:
                // What it shows is what was desired then; an edit to the same text does no harm. However that ends, the message is known now.
                var result = IsStale(claimedAt) ? new OutboxResult.Returned() : await ShowFoundAsync(item, found.MessageId, cancellation);
                return result with { Found = found.MessageId, Copies = found.Copies };
            case LookUp.CannotTell { Never: false } cannot when item.Unclear < RetryPolicy.LookUps:
                return new OutboxResult.Unclear(cannot.Reason);
            case LookUp.CannotTell when !IsStale(claimedAt):
                return await ShowAsync(item, null, cancellation) with { PerhapsTwice = true };
            default:
                // The look may have taken long, and the lease be somebody else's by now.
                return IsStale(claimedAt) ? new OutboxResult.Returned() : await ShowAsync(item, null, cancellation);
        }
    }

    /// <summary>An edit whose end is unknown is a result as well here: the look before it must not be forgotten.</summary>
    private async Task<OutboxResult> ShowFoundAsync(OutboxItem item, string messageId, CancellationToken cancellation)
    {
        try
        {
            return await ShowAsync(item, messageId, cancellation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new OutboxResult.Unclear(fault.GetType().Name);
        }
    }

    private async Task<OutboxResult> ShowAsync(OutboxItem item, string? messageId, CancellationToken cancellation)
    {
        if (messageId is null && item.EditOnly)
            return new OutboxResult.Dropped("never shown, and over by now");
        return RetryPolicy.ResultOf(
            messageId is null
                ? await platform.SendAsync(item.Message, cancellation)
                : await platform.EditAsync(item.Message, messageId, cancellation),
            item);
    }

    private bool IsStale(long claimedAt) => time.GetElapsedTime(claimedAt) > fresh;
}
