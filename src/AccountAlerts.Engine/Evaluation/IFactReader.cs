using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>The store's reading side of facts.</summary>
public interface IFactReader
{
    /// <summary>Opens a session that sees one consistent state. Not thread-safe: one per worker.</summary>
    Task<IFactSession> OpenAsync(CancellationToken cancellation);
}

/// <summary>An account by its keys.</summary>
public sealed record AccountRef(int Id, string AccountId, string Name);

/// <summary>How far the stored facts reach, as of a day.</summary>
/// <param name="NewestUsageDay">The newest day up to the as-of day for which any account has a usage row.</param>
/// <param name="Metrics">All metric names, by the index that usage entries carry; index 0 is <see cref="MetricTable.SightingName"/>.</param>
public sealed record StoredHorizon(
    DateOnly? NewestUsageDay, IReadOnlyDictionary<FactStream, StreamHorizon> Streams, IReadOnlyList<string> Metrics)
{
    /// <summary>Share of all accounts that have a touchpoint up to the as-of day; null without accounts.</summary>
    public double? TouchedShare { get; init; }
}

/// <param name="FirstDay">The earliest day of any row of the stream, of any account.</param>
/// <param name="LastReadOn">UTC day of the last successful read of the source; the earliest, where several sources feed the stream.</param>
public sealed record StreamHorizon(DateOnly? FirstDay, DateOnly? LastReadOn);

/// <summary>What became of a renewal, as the first source that knows it tells.</summary>
/// <param name="AccountId">The store's key; that of the account that stands for it, where it was merged.</param>
public sealed record StoredOutcome(int AccountId, DateOnly RenewalOn, RenewalOutcome Outcome);

public interface IFactSession : IAsyncDisposable
{
    Task<StoredHorizon> HorizonAsync(DateOnly asOf, CancellationToken cancellation);

    /// <summary>Every account that an <c>accounts</c> or <c>account_history</c> row named, merged ones left out, in ordinal order of account_id.</summary>
    Task<IReadOnlyList<AccountRef>> AccountsAsync(CancellationToken cancellation);

    /// <summary>A known account by its exact account_id; the id of a merged account leads to the account that stands for it.</summary>
    async Task<AccountRef?> FindAccountAsync(string accountId, CancellationToken cancellation) =>
        (await AccountsAsync(cancellation)).FirstOrDefault(account => account.AccountId == accountId);

    /// <summary>
    /// How many accounts a pass over all of them should read at a time: enough to make a read sequential, little enough that a few reads in memory
    /// do not matter (about 20 kB an account).
    /// </summary>
    int AtOnce => 64;

    /// <summary>All facts of the given accounts, in the order given. Ask for some hundreds at a time: the answer is held in memory.</summary>
    Task<IReadOnlyList<AccountFacts>> ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation);

    /// <summary>The same for a pass over many accounts: their use may be overwritten by the next call, so keep no facts beyond it.</summary>
    Task<IReadOnlyList<AccountFacts>> ReadPassingAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) => ReadAsync(accountIds, cancellation);

    /// <summary>Every outcome of a known account; merged accounts' renewals of one day are one.</summary>
    Task<IReadOnlyList<StoredOutcome>> OutcomesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredOutcome>>([]);

    /// <summary>Which accounts are part of which.</summary>
    Task<AccountTree> TreeAsync(CancellationToken cancellation) => Task.FromResult(AccountTree.Empty);

    /// <summary>Which accounts both the CRM and the product know.</summary>
    Task<AccountMatching> MatchingAsync(CancellationToken cancellation) => Task.FromResult(AccountMatching.Nothing);

    /// <summary>The team file.</summary>
    Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation);

    /// <summary>The team with what each of them wants for themselves, and whom they named for when they are away.</summary>
    async Task<TeamDirectory> DirectoryAsync(CancellationToken cancellation) => new(await TeamAsync(cancellation));

    Task<IReadOnlyList<AccountTeamMember>> AccountTeamAsync(int accountId, CancellationToken cancellation);

    /// <summary>The accounts for which somebody has a role, by the store's key.</summary>
    Task<IReadOnlySet<int>> AccountsOfMemberAsync(string email, CancellationToken cancellation) => Task.FromResult<IReadOnlySet<int>>(new HashSet<int>());
}
