using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// What is read of all facts together and asked for with every answer: the names, the team, how far back each stream reaches. It holds
/// until the next import, so it is read once between two of them, whoever asks first.
/// </summary>
/// <param name="imports">Number of the newest import that it knows.</param>
internal sealed class FactLore(long imports, SourceRanks ranks, MergedAccounts merged)
{
    private volatile IReadOnlyList<AccountRef>? _accounts;
    private volatile IReadOnlyList<Teammate>? _team;
    private volatile IReadOnlyList<string>? _metrics;
    private volatile IReadOnlyDictionary<FactStream, DateOnly?>? _firstDays;

    public long Imports => imports;

    public SourceRanks Ranks => ranks;

    public MergedAccounts Merged => merged;

    // Two who ask at once read the same twice, and either answer is right. Every session that asks sees the state that this is of.
    public IReadOnlyList<AccountRef> Accounts(SqlSession session) => _accounts ??= AccountList.Read(session, ranks, merged);

    public IReadOnlyList<Teammate> Team(SqlSession session) => _team ??= TeamQuery.Team(session, ranks);

    public IReadOnlyList<string> Metrics(SqlSession session) => _metrics ??= MetricNames.Read(session);

    public IReadOnlyDictionary<FactStream, DateOnly?> FirstDays(SqlSession session) => _firstDays ??= HorizonQuery.FirstDays(session);

    /// <summary>Of the state that the session sees; what is known already if nothing was imported since.</summary>
    public static FactLore Of(SqlSession session, FactStoreOptions options, FactLore? known)
    {
        // The journal is only added to, and numbered without gaps; every import is in it, in its own transaction.
        using var newest = session.Prepare("SELECT coalesce(max(id), 0) FROM imports");
        newest.Step();
        long imports = newest.Int64(0);
        return known?.Imports == imports ? known : new FactLore(imports, new SourceRanks(session, options.SourceOrder), new MergedAccounts(session));
    }
}
