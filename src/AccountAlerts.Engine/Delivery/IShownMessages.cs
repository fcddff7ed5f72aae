using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What a message should show by now: for platforms that answer a press with the message anew, before it is edited for everybody.</summary>
public interface IShownMessages
{
    /// <param name="key">Of a card, or of a line of a list; as <see cref="CardHandle.Key"/>.</param>
    /// <returns>Null for a key of nothing that was posted: an answer, or something of long ago.</returns>
    Task<Message?> FindAsync(string key, CancellationToken cancellation);
}
