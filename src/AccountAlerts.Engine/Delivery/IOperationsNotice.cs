using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// Tells operations what is wrong with delivery on a way that does not need the platform in question: an address outside, an e-mail.
/// Several may be registered; each is told. What operations reads in the inbox is posted besides, and needs none of these.
/// </summary>
public interface IOperationsNotice
{
    /// <param name="key">The same key is the same news: a receiver may drop the second.</param>
    /// <returns>False if it could not be handed over; it is tried again.</returns>
    Task<bool> TellAsync(string key, Message message, CancellationToken cancellation);
}
