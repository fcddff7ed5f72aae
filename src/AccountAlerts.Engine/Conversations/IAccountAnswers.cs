namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers about one account that need its facts.</summary>
public interface IAccountAnswers
{
    /// <summary>Why the score changed, and why it is what it is.</summary>
    /// <param name="asOf">Null: today.</param>
    /// <returns>Null if there is no such account.</returns>
    Task<Message?> WhyAsync(int accountId, DateOnly? asOf, int sinceDays, CancellationToken cancellation);

    /// <summary>How the account stands.</summary>
    /// <returns>Null if there is no such account.</returns>
    Task<Message?> SummaryAsync(int accountId, CancellationToken cancellation);
}
