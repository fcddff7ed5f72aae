using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads from one snapshot.</summary>
internal sealed class FactSession : IFactSession
{
    // Passing over a few accounts' rows is cheaper than seeking in a dozen tables.
    private const int LargestGap = 8;

    private readonly SqlReader _reader;
    private readonly FactLore _lore;
    // Many sessions ask for the team only, and this one prepares a statement for every table.
    private AccountReader? _accounts;
    private readonly UsageBuffers _passing = new();
    private readonly PersonMerge _people = new();

    private readonly TeamMemory _team;
    private TeamDirectory? _directory;
    private IReadOnlyDictionary<string, DateOnly>? _lastReads;

    public FactSession(SqlReader reader, FactLore lore, TeamMemory team)
    {
        _reader = reader;
        _lore = lore;
        _team = team;
    }

    /// <summary>More where every table that is read costs a trip.</summary>
    public int AtOnce => _reader.IsRemote ? 256 : 64;

    public Task<StoredHorizon> HorizonAsync(DateOnly asOf, CancellationToken cancellation) =>
        Task.FromResult(HorizonQuery.Run(_reader, _lore, _lastReads ??= HorizonQuery.LastReads(_reader), asOf));

    public Task<IReadOnlyList<AccountRef>> AccountsAsync(CancellationToken cancellation) =>
        Task.FromResult(_lore.Accounts(_reader));

    public Task<AccountRef?> FindAccountAsync(string accountId, CancellationToken cancellation) =>
        Task.FromResult(AccountList.Find(_reader, _lore.Ranks, _lore.Merged, accountId));

    public Task<IReadOnlyList<AccountFacts>> ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) =>
        Task.FromResult(Read(accountIds, null, cancellation));

    public Task<IReadOnlyList<AccountFacts>> ReadPassingAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation)
    {
        _passing.TakeBack();
        return Task.FromResult(Read(accountIds, _passing, cancellation));
    }

    private IReadOnlyList<AccountFacts> Read(IReadOnlyList<int> accountIds, UsageBuffers? buffers, CancellationToken cancellation)
    {
        AccountReader accounts = _accounts ??= new AccountReader(_reader, _lore.Ranks);
        int[] wanted = [.. accountIds.Concat(accountIds.SelectMany(_lore.Merged.MembersOf)).Distinct().Order()];
        var facts = new Dictionary<int, AccountFacts>(wanted.Length);
        for (int i = 0; i < wanted.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i == 0 || wanted[i] - wanted[i - 1] > LargestGap)
                accounts.Seek(wanted[i], LastOfRun(wanted, i));
            facts[wanted[i]] = WithMoves(accounts.Read(wanted[i], buffers))
                ?? throw new ArgumentException($"There is no account with the key {wanted[i]}.", nameof(accountIds));
        }

        return [.. accountIds.Select(id => WithMembers(id, facts))];
    }

    public Task<IReadOnlyList<StoredOutcome>> OutcomesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredOutcome>>(OutcomeQuery.Run(_reader, _lore.Ranks, _lore.Merged));

    public Task<AccountTree> TreeAsync(CancellationToken cancellation) => Task.FromResult(_lore.Tree(_reader));

    public Task<AccountMatching> MatchingAsync(CancellationToken cancellation) =>
        Task.FromResult(MatchingQuery.Run(_reader, _lore.Merged, _lore.Accounts(_reader)));

    public Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation) =>
        Task.FromResult(_lore.Team(_reader));

    public Task<TeamDirectory> DirectoryAsync(CancellationToken cancellation) => Task.FromResult(_directory ??= _team.Of(_reader, _lore));

    public Task<IReadOnlyList<AccountTeamMember>> AccountTeamAsync(int accountId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountTeamMember>>(
            TeamQuery.OfAccounts(_reader, accountId, [accountId, .. _lore.Merged.MembersOf(accountId)]));

    public Task<IReadOnlySet<int>> AccountsOfMemberAsync(string email, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<int>>(TeamQuery.OfMember(_reader, email).Select(_lore.Merged.RootOf).ToHashSet());

    public ValueTask DisposeAsync()
    {
        _accounts?.Dispose();
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int LastOfRun(int[] wanted, int from)
    {
        int last = from;
        while (last + 1 < wanted.Length && wanted[last + 1] - wanted[last] <= LargestGap)
            last++;
        return wanted[last];
    }

    /// <summary>Where champions who left turned up is known of all accounts together.</summary>
    private AccountFacts? WithMoves(AccountFacts? facts)
    {
        if (facts is null || !AnyHasLeft(facts.People))
            return facts;
        var movers = _lore.Movers(_reader);
        return facts with
        {
            People = [.. facts.People.Select(person => HasLeft(person) && movers.TryGetValue(FactKeys.Row(facts.Id, person.Ordinal), out var moves) ? person with { Moves = moves } : person)],
        };

        // Asked of everybody at every pass.
        static bool AnyHasLeft(IReadOnlyList<Person> people)
        {
            for (int i = 0; i < people.Count; i++)
            {
                if (HasLeft(people[i]))
                    return true;
            }

            return false;
        }

        static bool HasLeft(Person person) => person.DeactivatedOn is not null && person.Versions.Any(version => version.Role == PersonRole.Champion);
    }

    private AccountFacts WithMembers(int account, Dictionary<int, AccountFacts> facts)
    {
        AccountFacts own = facts[account];
        // Who is who first: what is said of one id is said of the person.
        AccountFacts all = _people.Join(_lore.Merged.MembersOf(account).Aggregate(own, (joined, member) => AccountMerge.Join(joined, facts[member])));
        return all.Said.Count == 0 ? all : SaidRoles.Apply(all);
    }
}
