using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Which accounts there are.</summary>
internal static class AccountList
{
    private const string Select =
        """
        SELECT a.id, a.account_id, v.id, v.name,
            (SELECT h.name FROM account_versions AS h WHERE h.id BETWEEN a.id << 24 AND (a.id << 24) | 16777215 AND h.name IS NOT NULL
             ORDER BY h.effective_on DESC LIMIT 1)
        FROM accounts AS a LEFT JOIN account_values AS v ON v.id BETWEEN a.id << 24 AND (a.id << 24) | 16777215
        """;

    /// <summary>Known accounts, merged ones left out, in ordinal order of account_id.</summary>
    public static List<AccountRef> Read(SqlSession session, SourceRanks ranks, MergedAccounts merged)
    {
        using var statement = session.Prepare($"{Select} WHERE a.named = 1 ORDER BY a.id");
        List<AccountRef> accounts = Read(statement, ranks);
        if (!merged.IsEmpty)
            accounts.RemoveAll(account => merged.RootOf(account.Id) != account.Id);
        // The database orders by UTF-8, which differs from ordinal order beyond U+FFFF.
        accounts.Sort((a, b) => string.CompareOrdinal(a.AccountId, b.AccountId));
        return accounts;
    }

    /// <summary>A known account by its id; a merged one's id leads to the account that stands for it.</summary>
    public static AccountRef? Find(SqlSession session, SourceRanks ranks, MergedAccounts merged, string accountId)
    {
        using var byId = session.Prepare($"{Select} WHERE a.account_id = ?");
        if (Read(byId.Bind(1, accountId), ranks).FirstOrDefault() is not { } found)
            return null;
        int root = merged.RootOf(found.Id);
        if (root == found.Id)
            return IsNamed(session, root) ? found : null;
        using var byKey = session.Prepare($"{Select} WHERE a.id = ?");
        return Read(byKey.Bind(1, root), ranks)[0];
    }

    private static bool IsNamed(SqlSession session, int account)
    {
        using var named = session.Prepare("SELECT 1 FROM accounts WHERE id = ? AND named = 1");
        return named.Bind(1, account).Step();
    }

    private static List<AccountRef> Read(SqlStatement statement, SourceRanks ranks)
    {
        var accounts = new List<AccountRef>();
        int best = int.MaxValue;
        while (statement.Step())
        {
            int id = statement.Int32(0);
            bool another = accounts.Count > 0 && accounts[^1].Id == id;
            int rank = ranks[FactKeys.OrdinalOfRow(statement.Int64(2))];
            if (another && rank >= best)
                continue;
            if (another)
                accounts.RemoveAt(accounts.Count - 1);
            best = statement.IsNull(3) ? int.MaxValue : rank;
            string accountId = statement.Text(1);
            accounts.Add(new AccountRef(id, accountId, statement.TextOrNull(3) ?? statement.TextOrNull(4) ?? accountId));
        }

        return accounts;
    }
}
