using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Which accounts the CRM and the product both know.</summary>
internal static class MatchingQuery
{
    public static AccountMatching Run(SqlSession session, MergedAccounts merged, IReadOnlyList<AccountRef> accounts)
    {
        var used = new HashSet<int>();
        var matched = new List<MatchedAccount>();
        var unknown = new List<UnmatchedUse>();
        using var rows = session.Prepare(
            $"SELECT a.id, a.account_id, a.named FROM accounts AS a WHERE EXISTS (SELECT 1 FROM usage_months AS u WHERE {FactKeys.IsMonthOf("u.id", "a.id")}) ORDER BY a.id");
        var names = accounts.ToDictionary(account => account.Id, account => account.AccountId);
        while (rows.Step())
        {
            int id = rows.Int32(0), root = merged.RootOf(id);
            if (names.TryGetValue(root, out string? customer))
            {
                used.Add(root);
                if (rows.Int32(2) == 0)
                    matched.Add(new MatchedAccount(rows.Text(1), customer));
            }
            else
            {
                unknown.Add(new UnmatchedUse(rows.Text(1), merged.WhyUnknown(id)));
            }
        }

        return new AccountMatching(
            accounts.Count, [.. accounts.Where(account => !used.Contains(account.Id))],
            [.. matched.OrderBy(match => match.Name, StringComparer.Ordinal)], [.. unknown.OrderBy(use => use.Name, StringComparer.Ordinal)]);
    }
}
