namespace AccountAlerts.Engine.Conversations;

/// <summary>A chat platform that can take a message of ours away again: the younger copy of one that was posted twice.</summary>
public interface IDeletesMessages
{
    /// <returns><c>Delivered</c> or <c>MessageGone</c> once it is away; anything else as for an edit.</returns>
    Task<DeliveryOutcome> DeleteAsync(Conversation conversation, string messageId, CancellationToken cancellation);
}
