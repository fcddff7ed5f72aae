using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;

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

    /// <summary>Whoever <see cref="OfTeammateAsync"/> would give an alert that held already when we began to look; in lower case.</summary>
    Task<IReadOnlySet<string>> StandingReadersAsync(CancellationToken cancellation);

    /// <summary>Live alerts of all accounts that were announced, the most severe first.</summary>
    Task<IReadOnlyList<ListedAlert>> LiveAsync(int limit, CancellationToken cancellation);

    /// <summary>Alerts that nobody has and no CSM owns, told or not, the most severe first.</summary>
    Task<IReadOnlyList<ListedAlert>> UnclaimedAsync(int limit, CancellationToken cancellation);

    /// <summary>What somebody said is not for its account, latest first; also what may be looked for again by now.</summary>
    Task<IReadOnlyList<ListedAlert>> MutedAsync(int limit, CancellationToken cancellation);

    /// <summary>Open and acknowledged alerts of at least a severity, without their words: what may have been forgotten.</summary>
    Task<IReadOnlyList<Alert>> UnfinishedAsync(Severity least, CancellationToken cancellation);

    Task<DeliveryCounts> DeliveryAsync(CancellationToken cancellation);
}
