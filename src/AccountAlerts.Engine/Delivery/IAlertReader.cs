using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Delivery;

/// <summary>An alert as lists and pages show it.</summary>
/// <param name="OnCard">True if a live card tells of it.</param>
public sealed record ListedAlert(StoredAlert Stored, AccountSnapshot Account, bool OnCard);

/// <summary>Read models for pages and lists. Among equally severe alerts the one with more money at risk comes first, then the older.</summary>
public interface IAlertReader
{
    /// <summary>The account's alerts, live ones first, newest first; resolved ones of all episodes included.</summary>
    Task<IReadOnlyList<StoredAlert>> OfAccountAsync(int accountId, int limit, CancellationToken cancellation);

    /// <summary>The account's audit trail, newest first.</summary>
    Task<IReadOnlyList<AlertEvent>> TrailAsync(int accountId, int limit, CancellationToken cancellation);

    /// <summary>All live alerts that are a teammate's: by owner, by hand-over, or by a card in their conversation.</summary>
    Task<IReadOnlyList<ListedAlert>> OfTeammateAsync(string email, CancellationToken cancellation);

    /// <summary>Live alerts of all accounts that were announced, the most severe first.</summary>
    Task<IReadOnlyList<ListedAlert>> LiveAsync(int limit, CancellationToken cancellation);

    Task<DeliveryCounts> DeliveryAsync(CancellationToken cancellation);
}
