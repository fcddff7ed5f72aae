using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Engine.Evaluation.Fleet;

/// <summary>
/// How accounts do together with those that are part of them: worked out after each has its own score, and only where an account names
/// its parent. Customers who have left are no part of anything.
/// </summary>
public sealed class AccountGroups(IFactReader reader, IFactStore store, EvaluatorFactory evaluators, MoneyRates rates)
{
    private const int ChunkSize = 64;

    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private volatile KnownMoney? _known;

    /// <summary>By account that has others below it.</summary>
    public async Task<IReadOnlyDictionary<int, GroupHealth>> OfAllAsync(DateOnly asOf, CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        AccountTree tree = await session.TreeAsync(cancellation);
        var heads = tree.Heads.ToArray();
        if (heads.Length == 0)
            return new Dictionary<int, GroupHealth>();

        var inGroups = heads.SelectMany(tree.Under).ToHashSet();
        var looks = await LookAsync(session, asOf, inGroups, cancellation);
        var money = FleetMoney.Of(looks.Values.Select(look => look.Worth), rates);
        return heads.Where(looks.ContainsKey).ToDictionary(head => head, head => Of(tree.Under(head), looks, money));
    }

    /// <summary>Of one account.</summary>
    /// <param name="evaluator">Made for the day.</param>
    /// <returns>Null where it has no others below it.</returns>
    public async Task<GroupHealth?> OfAsync(IFactSession session, AccountEvaluator evaluator, int account, DateOnly asOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        AccountTree tree = await session.TreeAsync(cancellation);
        if (!tree.IsHead(account))
            return null;
        var looks = new Dictionary<int, Look>();
        foreach (int[] ids in tree.Under(account).Order().Chunk(ChunkSize))
        {
            foreach (AccountFacts facts in await session.ReadAsync(ids, cancellation))
                Add(looks, evaluator.View(facts, asOf), scored: true);
        }

        // What a segment's account is usually worth takes a pass over all of them, and nearly nobody needs it.
        var money = looks.Values.All(look => InBase(look.Worth) is not null) ? FleetMoney.None : await MoneyAsync(session, asOf, cancellation);
        return looks.ContainsKey(account) ? Of(tree.Under(account), looks, money) : null;
    }

    private async Task<FleetMoney> MoneyAsync(IFactSession session, DateOnly asOf, CancellationToken cancellation)
    {
        long imports = await store.CountImportsAsync(cancellation);
        if (_known is { } known && known.Imports == imports && known.AsOf == asOf)
            return known.Money;
        var looks = await LookAsync(session, asOf, [], cancellation);
        var money = FleetMoney.Of(looks.Values.Select(look => look.Worth), rates);
        _known = new KnownMoney(imports, asOf, money);
        return money;
    }

    private GroupHealth Of(IEnumerable<int> members, Dictionary<int, Look> looks, FleetMoney money) => GroupHealth.Of(
        members.Where(looks.ContainsKey).Order().Select(id => looks[id])
            .Select(look => new GroupMember(look.AccountId, look.Name, look.Score, InBase(look.Worth) ?? money.MedianOf(look.Worth.Segment))));

    /// <returns>Null where nobody gave an ARR, or its currency has no rate.</returns>
    private double? InBase(AccountWorth worth) =>
        FleetMoney.Known(worth.Arr) is { } arr && rates.RateOf(worth.Currency) is { } rate ? arr * rate : null;

    /// <summary>In one pass over all accounts: what each is worth, and the scores of those that are asked for.</summary>
    private async Task<Dictionary<int, Look>> LookAsync(IFactSession session, DateOnly asOf, HashSet<int> scored, CancellationToken cancellation)
    {
        AccountEvaluator evaluator = await evaluators.CreateForScoresAsync(session, [asOf], cancellation);
        int[][] chunks = [.. (await session.AccountsAsync(cancellation)).Select(account => account.Id).Chunk(ChunkSize)];
        var found = new Dictionary<int, Look>[chunks.Length];
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Workers, chunks.Length)).Select(worker => Task.Run(
            async () =>
            {
                await using IFactSession own = await reader.OpenAsync(cancellation);
                for (int i = worker; i < chunks.Length; i += Workers)
                {
                    found[i] = [];
                    foreach (AccountFacts facts in await own.ReadPassingAsync(chunks[i], cancellation))
                        Add(found[i], evaluator.View(facts, asOf), scored.Contains(facts.Id));
                }
            },
            cancellation)));
        return found.SelectMany(chunk => chunk).ToDictionary();
    }

    private static void Add(Dictionary<int, Look> looks, AccountView view, bool scored)
    {
        if (view.Exists && AccountSnapshots.WorthOf(view, null) is { } worth)
            looks[view.Facts.Id] = new Look(view.Facts.Profile.AccountId, view.Facts.Profile.Name, scored ? view.WholeScore : null, worth);
    }

    private sealed record Look(string AccountId, string Name, int? Score, AccountWorth Worth);

    private sealed record KnownMoney(long Imports, DateOnly AsOf, FleetMoney Money);
}
