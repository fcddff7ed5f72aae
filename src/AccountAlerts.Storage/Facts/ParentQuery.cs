using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Which account is part of which, as the most trusted source that says so has it; merged accounts are those they were merged into.</summary>
internal static class ParentQuery
{
    public static AccountTree Run(SqlSession session, SourceRanks ranks, MergedAccounts merged)
    {
        var told = new Dictionary<int, (int Rank, int Parent)>();
        using var rows = session.Prepare(
            """
            SELECT v.id, p.id FROM account_values AS v JOIN accounts AS p ON p.account_id = v.parent_id
            WHERE v.parent_id IS NOT NULL AND p.named = 1 ORDER BY v.id
            """);
        while (rows.Step())
        {
            int child = FactKeys.AccountOfRow(rows.Int64(0)), rank = ranks[FactKeys.OrdinalOfRow(rows.Int64(0))];
            // The row of a merged account says whose part that one was, not the account it is now.
            if (merged.RootOf(child) == child && (!told.TryGetValue(child, out var known) || rank < known.Rank))
                told[child] = (rank, merged.RootOf(rows.Int32(1)));
        }

        // Merged into its own part: the two are one now.
        return told.Count == 0
            ? AccountTree.Empty
            : new AccountTree(told.Where(pair => pair.Key != pair.Value.Parent).ToDictionary(pair => pair.Key, pair => pair.Value.Parent));
    }
}
