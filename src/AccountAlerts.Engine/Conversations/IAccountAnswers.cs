using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers about one account that need its facts.</summary>
public interface IAccountAnswers
{
    /// <summary>Why the score changed, and why it is what it is.</summary>
    /// <param name="asOf">Null: today.</param>
    /// <returns>Null if there is no such account.</returns>
    Task<Message?> WhyAsync(int accountId, DateOnly? asOf, int sinceDays, CancellationToken cancellation);

    /// <summary>Why the score on a card is what the card says, and what happened since.</summary>
    /// <param name="said">What the card was made from.</param>
    /// <returns>Null if there is no such account.</returns>
    Task<Message?> WhyCardAsync(AccountSnapshot said, CancellationToken cancellation);

    /// <summary>How the account stands.</summary>
    /// <returns>Null if there is no such account.</returns>
    Task<Message?> SummaryAsync(int accountId, CancellationToken cancellation);

    /// <summary>Whose it is.</summary>
    /// <returns>Null if there is no such account.</returns>
    Task<AccountHead?> HeadAsync(int accountId, CancellationToken cancellation);
}
