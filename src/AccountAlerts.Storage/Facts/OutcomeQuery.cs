using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>What became of renewals.</summary>
internal static class OutcomeQuery
{
    /// <summary>One per account and day of renewal: the account's own row before those merged into it, then the most trusted source.</summary>
    public static List<StoredOutcome> Run(SqlSession session, SourceRanks ranks, MergedAccounts merged)
    {
        var best = new SortedDictionary<(int Account, DateOnly Day), (bool Joined, int Rank, RenewalOutcome Outcome)>();
        using var statement = session.Prepare(
            """
            SELECT o.account, o.renewal_on, o.outcome, o.source, a.named FROM outcomes AS o JOIN accounts AS a ON a.id = o.account ORDER BY o.id
            """);
        while (statement.Step())
        {
            int account = statement.Int32(0), root = merged.RootOf(account);
            if (root == account && statement.Int32(4) == 0)
                continue;
            var key = (root, Cells.Day(statement.Int64(1)));
            var (joined, rank) = (root != account, ranks[statement.Int32(3)]);
            if (!best.TryGetValue(key, out var known) || (joined, rank).CompareTo((known.Joined, known.Rank)) < 0)
                best[key] = (joined, rank, Of(statement.Text(2)));
        }

        return [.. best.Select(outcome => new StoredOutcome(outcome.Key.Account, outcome.Key.Day, outcome.Value.Outcome))];
    }

    public static RenewalOutcome Of(string word) => word switch
    {
        "churned" => RenewalOutcome.Churned,
        "expanded" => RenewalOutcome.Expanded,
        "contracted" => RenewalOutcome.Contracted,
        _ => RenewalOutcome.Renewed,
    };
}
