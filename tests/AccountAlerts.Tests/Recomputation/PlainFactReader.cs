using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The rows of a plain folder as the product's facts, in memory: for questions about arithmetic over many days, where a store adds nothing.</summary>
internal sealed class PlainFactReader : IFactReader, IFactSession
{
    private readonly string[] _metrics;
    private readonly AccountFacts[] _facts;
    private readonly DateOnly[] _usageDays;
    private readonly IReadOnlyList<PlainOutcome> _outcomes;

    public PlainFactReader(PlainFolder folder)
    {
        _metrics = [MetricTable.SightingName, .. folder.Usage.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal)];
        var history = folder.History.ToLookup(row => row.Account);
        var people = folder.People.ToLookup(row => row.Account);
        var usage = folder.Usage.ToLookup(row => row.Account);
        var sightings = folder.Sightings.ToLookup(row => row.Account);
        _facts =
        [
            .. folder.Accounts.OrderBy(account => account.Id, StringComparer.Ordinal)
                .Select((account, index) => FactsOf(
                    index + 1, account, history[account.Id], [.. people[account.Id]], usage[account.Id], sightings[account.Id])),
        ];
        _outcomes = folder.Outcomes;
        _usageDays = [.. folder.Usage.Select(row => row.Day).Distinct().Order()];
    }

    public IReadOnlyList<AccountFacts> All => _facts;

    public AccountFacts Of(string account) => _facts.Single(facts => facts.Profile.AccountId == account);

    public Task<IFactSession> OpenAsync(CancellationToken cancellation) => Task.FromResult<IFactSession>(this);

    public Task<StoredHorizon> HorizonAsync(DateOnly asOf, CancellationToken cancellation)
    {
        int found = Array.BinarySearch(_usageDays, asOf);
        int newest = found >= 0 ? found : ~found - 1;
        var first = new StreamHorizon(_usageDays[0], null);
        Dictionary<FactStream, StreamHorizon> streams = new()
        {
            [FactStream.Usage] = first,
            [FactStream.People] = first,
            [FactStream.Outcomes] = first,
        };
        return Task.FromResult(new StoredHorizon(newest < 0 ? null : _usageDays[newest], streams, _metrics));
    }

    public Task<IReadOnlyList<AccountRef>> AccountsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AccountRef>>(
        [.. _facts.Select(facts => new AccountRef(facts.Id, facts.Profile.AccountId, facts.Profile.Name))]);

    public Task<IReadOnlyList<AccountFacts>> ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountFacts>>([.. accountIds.Select(id => _facts[id - 1])]);

    public Task<IReadOnlyList<StoredOutcome>> OutcomesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredOutcome>>(
        [.. _outcomes.Select(row => new StoredOutcome(Of(row.Account).Id, row.RenewalOn, Enum.Parse<RenewalOutcome>(row.Outcome, ignoreCase: true)))]);

    public Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Teammate>>([]);

    public Task<IReadOnlyList<AccountTeamMember>> AccountTeamAsync(int accountId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountTeamMember>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AccountFacts FactsOf(
        int id, PlainAccount account, IEnumerable<PlainHistory> history, IReadOnlyList<PlainPerson> people, IEnumerable<PlainUse> usage,
        IEnumerable<PlainSighting> sightings)
    {
        var ordinals = people.Select((person, index) => (person.Id, Ordinal: index + 1)).ToDictionary(pair => pair.Id, pair => pair.Ordinal);
        return new AccountFacts
        {
            Id = id,
            Profile = new AccountProfile(account.Id, account.Name, null, null, account.Currency, null, [], account.CreatedOn, account.Segment),
            Versions =
            [
                .. history.OrderBy(row => row.On)
                    .Select(row => new AccountVersion(row.On, 0, true, row.Segment, null, row.Seats, row.Arr, row.RenewalOn, row.Owner, null)),
            ],
            People =
            [
                .. people.Select(person => new Person(
                    ordinals[person.Id], person.Id, person.Name, null, null, person.DeactivatedOn, [new PersonVersion(DateOnly.MinValue, null, null)])),
            ],
            Usage = new UsageHistory(usage
                .Select(row => new UsageEntry(row.Day.DayNumber, ordinals[row.Person], Array.IndexOf(_metrics, row.Metric), row.Value))
                .Concat(sightings.Select(row => new UsageEntry(row.Day.DayNumber, ordinals[row.Person], MetricTable.Sighting, 1)))
                .ToArray()),
        };
    }
}
