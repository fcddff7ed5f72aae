using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>A team and a list of accounts in memory; no facts.</summary>
public sealed class FakeFacts : IFactReader, IFactSession
{
    public List<Teammate> Team { get; } = [];

    /// <summary>By address.</summary>
    public Dictionary<string, Preferences> Preferences { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who said that they are away, by address.</summary>
    public Func<IReadOnlyDictionary<string, SaidAbsence>> Said { get; set; } = () => new Dictionary<string, SaidAbsence>();

    public List<AccountTeamMember> AccountTeam { get; } = [];

    public List<AccountRef> Accounts { get; } = [];

    /// <summary>Accounts that are part of others now, by account_id.</summary>
    public Dictionary<string, AccountRef> Merged { get; } = [];

    public Task<IFactSession> OpenAsync(CancellationToken cancellation) => Task.FromResult<IFactSession>(this);

    public Task<IReadOnlyList<AccountRef>> AccountsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AccountRef>>(Accounts);

    public Task<AccountRef?> FindAccountAsync(string accountId, CancellationToken cancellation) =>
        Task.FromResult(Merged.GetValueOrDefault(accountId) ?? Accounts.Find(account => account.AccountId == accountId));

    public Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Teammate>>(Team);

    public Task<TeamDirectory> DirectoryAsync(CancellationToken cancellation) => Task.FromResult(new TeamDirectory(Team, Preferences, Said()));

    public Task<IReadOnlyList<AccountTeamMember>> AccountTeamAsync(int accountId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountTeamMember>>([.. AccountTeam.Where(member => member.AccountId == accountId)]);

    public Task<IReadOnlySet<int>> AccountsOfMemberAsync(string email, CancellationToken cancellation) => Task.FromResult<IReadOnlySet<int>>(
        AccountTeam.Where(member => member.Email.Equals(email, StringComparison.OrdinalIgnoreCase)).Select(member => member.AccountId).ToHashSet());

    public Task<StoredHorizon> HorizonAsync(DateOnly asOf, CancellationToken cancellation) =>
        Task.FromResult(new StoredHorizon(null, new Dictionary<FactStream, StreamHorizon>(), [MetricTable.SightingName]));

    public Task<IReadOnlyList<AccountFacts>> ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountFacts>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
