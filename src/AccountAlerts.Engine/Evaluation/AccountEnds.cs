using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Why nothing of an account is anybody's work any more.</summary>
/// <param name="Reason">One of <see cref="AlertReasons"/>.</param>
/// <param name="Note">What belongs to it: the name of the account that it is part of now.</param>
internal sealed record AccountEnd(string Reason, string? Note);

/// <summary>Tells apart the ways in which an account ends: people read them on the card that closes.</summary>
internal static class AccountEnds
{
    private const string Lifecycle = "account.lifecycle";

    /// <returns>Null for a customer.</returns>
    public static string? Of(AccountView view)
    {
        if (view.Lifecycle != Domain.Accounts.Lifecycle.Churned)
            return null;
        var contracts = view.Facts.Contracts;
        return contracts.Count > 0 && contracts.All(contract => contract.EndsOn <= view.AsOf) ? AlertReasons.AccountEnded : AlertReasons.AccountChurned;
    }

    /// <summary>A trigger that asks about leaving goes on where all others end.</summary>
    public static bool Outlives(Trigger trigger) => trigger.When.Signals.Any(signal => signal.Name == Lifecycle);

    /// <summary>Of accounts that were not evaluated any more: what became of them.</summary>
    public static async Task<IReadOnlyDictionary<int, AccountEnd>> OfGoneAsync(
        IReadOnlyCollection<int> gone, IAlertStore store, IFactSession session, CancellationToken cancellation)
    {
        var ends = new Dictionary<int, AccountEnd>(gone.Count);
        if (gone.Count == 0)
            return ends;
        foreach (var file in await store.ReadAsync(gone, cancellation))
        {
            var now = file.Snapshot is { } known ? await session.FindAccountAsync(known.AccountId, cancellation) : null;
            ends[file.AccountId] = now is not null && now.Id != file.AccountId
                ? new AccountEnd(AlertReasons.AccountMerged, PlainText.Clean(now.Name, 200))
                : new AccountEnd(AlertReasons.AccountLeft, null);
        }

        return ends;
    }
}
