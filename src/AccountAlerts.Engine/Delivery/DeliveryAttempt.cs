using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>One attempt to show one row: look if need be, then post or edit. It makes at most one call that shows something.</summary>
internal sealed class DeliveryAttempt(IChatPlatform platform, TimeProvider time)
{
    /// <param name="claimedAt">Timestamp of <paramref name="time"/> from before the claim.</param>
    public async Task<OutboxResult> MakeAsync(OutboxItem item, long claimedAt, CancellationToken cancellation)
    {
        if (IsStale(claimedAt))
            return new OutboxResult.Returned();

        string? messageId = item.MessageId;
        IReadOnlyList<string> copies = [];
        bool unsure = false;
        if (item.LookFirst)
        {
            switch (await platform.FindAsync(item.Conversation, item.Key, cancellation))
            {
                case LookUp.Found found when item.Post:
                    return new OutboxResult.Shown(found.MessageId, item.DesiredHash) { Copies = found.Copies };
                case LookUp.Found found:
                    // What it shows is what was desired then; an edit to the same text does no harm.
                    messageId = found.MessageId;
                    copies = found.Copies;
                    break;
                case LookUp.CannotTell cannot when item.Unclear < RetryPolicy.LookUps:
                    return new OutboxResult.Unclear(cannot.Reason);
                case LookUp.CannotTell:
                    unsure = true;
                    break;
            }

            // The look may have taken long, and the lease be somebody else's by now.
            if (IsStale(claimedAt))
                return new OutboxResult.Returned();
        }

        if (messageId is null && item.EditOnly)
            return new OutboxResult.Dropped("never shown, and over by now");
        var outcome = messageId is null
            ? await platform.SendAsync(item.Message, cancellation)
            : await platform.EditAsync(item.Message, messageId, cancellation);
        return RetryPolicy.ResultOf(outcome, item) is OutboxResult.Shown shown
            ? shown with { Copies = copies, PerhapsTwice = unsure }
            : RetryPolicy.ResultOf(outcome, item);
    }

    private bool IsStale(long claimedAt) => time.GetElapsedTime(claimedAt) > RetryPolicy.Fresh;
}
