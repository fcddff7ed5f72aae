using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// What is read of all facts together and asked for with every answer: the names, the team, how far back each stream reaches. It holds
/// until the next import, so it is read once between two of them, whoever asks first; what the import cannot have changed is kept.
/// </summary>
/// <param name="imports">Number of the newest import that it knows.</param>
internal sealed class FactLore(long imports, SourceRanks ranks, MergedAccounts merged, bool namesOthers)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<AccountRef>? _accounts;
    private IReadOnlyList<Teammate>? _team;
    private IReadOnlyList<string>? _metrics;
    private IReadOnlyDictionary<FactStream, DateOnly?>? _firstDays;
    private int[]? _usageDays;
    private AccountTree? _tree;
    private IReadOnlyDictionary<long, IReadOnlyList<PersonMove>>? _movers;
    private int[]? _firstTouches;
    private IReadOnlyDictionary<FactStream, DateOnly?>? _formerFirstDays;
    private IReadOnlySet<FactStream> _touched = new HashSet<FactStream>();

    public long Imports => imports;

    public SourceRanks Ranks => ranks;

    public MergedAccounts Merged => merged;

    // Every session that asks sees the state that this is of.
    public IReadOnlyList<AccountRef> Accounts(SqlSession session) => Volatile.Read(ref _accounts) ?? Once(ref _accounts, () => AccountList.Read(session, ranks, merged));

    public AccountTree Tree(SqlSession session) => Volatile.Read(ref _tree) ?? Once(ref _tree, () => ParentQuery.Run(session, ranks, merged));

    /// <summary>A pass over everybody; asked only where a champion has left.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<PersonMove>> Movers(SqlSession session) => Volatile.Read(ref _movers) ?? Once(ref _movers, () =>
    {
        var names = AccountList.Read(session, ranks, merged).ToDictionary(account => account.Id, account => account.Name);
        return MoverQuery.Run(session, merged, account => namesOthers ? names.GetValueOrDefault(account) : null);
    });

    public IReadOnlyList<Teammate> Team(SqlSession session) => Volatile.Read(ref _team) ?? Once(ref _team, () => TeamQuery.Team(session, ranks));

    public IReadOnlyList<string> Metrics(SqlSession session) => Volatile.Read(ref _metrics) ?? Once(ref _metrics, () => MetricNames.Read(session));

    public IReadOnlyDictionary<FactStream, DateOnly?> FirstDays(SqlSession session) => Volatile.Read(ref _firstDays) ?? Once(ref _firstDays, () => HorizonQuery.FirstDays(session, _formerFirstDays, _touched));

    public int[] UsageDays(SqlSession session) => Volatile.Read(ref _usageDays) ?? Once(ref _usageDays, () => HorizonQuery.UsageDays(session));

    /// <summary>Day numbers of the first touchpoint of every account that has one, ascending.</summary>
    public int[] FirstTouches(SqlSession session) => Volatile.Read(ref _firstTouches) ?? Once(ref _firstTouches, () => HorizonQuery.FirstTouches(session));

    /// <summary>Of the state that the session sees; what is known already if nothing was imported since.</summary>
    public static FactLore Of(SqlSession session, FactStoreOptions options, FactLore? known)
    {
        // The journal is only added to, and numbered without gaps; every import is in it, in its own transaction.
        using var newest = session.Prepare("SELECT coalesce(max(id), 0) FROM imports");
        newest.Step();
        long imports = newest.Int64(0);
        if (known?.Imports == imports)
            return known;
        var lore = new FactLore(imports, new SourceRanks(session, options.SourceOrder), new MergedAccounts(session), options.NamesOthers);
        if (known?.Imports < imports)
            lore.Keep(known, StreamsSince(session, known.Imports));
        return lore;
    }

    private static HashSet<FactStream> StreamsSince(SqlSession session, long imports)
    {
        var byName = FactContract.All.ToDictionary(contract => contract.Name, contract => contract.Stream);
        var streams = new HashSet<FactStream>();
        using var rows = session.Prepare("SELECT DISTINCT stream FROM imports WHERE id > ?");
        for (rows.Bind(1, imports); rows.Step();)
            streams.Add(byName[rows.Text(0)]);
        return streams;
    }

    /// <summary>Takes over what no import of these streams changes.</summary>
    private void Keep(FactLore known, HashSet<FactStream> touched)
    {
        (_formerFirstDays, _touched) = (Volatile.Read(ref known._firstDays), touched);
        if (!touched.Contains(FactStream.Touchpoints))
            _firstTouches = Volatile.Read(ref known._firstTouches);
        if (!touched.Contains(FactStream.Team))
            _team = Volatile.Read(ref known._team);
        // Accounts get their names from these two streams alone; which of them stand for others may change with their people's addresses.
        if (!touched.Contains(FactStream.Accounts) && !touched.Contains(FactStream.AccountHistory) && merged.IsSameAs(known.Merged))
            _accounts = Volatile.Read(ref known._accounts);
    }

    /// <summary>After an import everybody asks at once: one reads, the others wait for it.</summary>
    private T Once<T>(ref T? known, Func<T> read)
        where T : class
    {
        lock (_gate)
        {
            if (known is null)
                Volatile.Write(ref known, read());
            return known;
        }
    }
}
