using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Our own side: teammates and who has a role for an account.</summary>
internal static class TeamQuery
{
    /// <summary>One teammate per address, by the most trusted source that names them, in ordinal order.</summary>
    public static List<Teammate> Team(SqlSession session, SourceRanks ranks)
    {
        var best = new SortedDictionary<string, (int Rank, Teammate Teammate)>(StringComparer.Ordinal);
        using var statement = session.Prepare("SELECT source, email, name, role, manager_email, time_zone, backup_email, away_until FROM team");
        while (statement.Step())
        {
            int rank = ranks[statement.Int32(0)];
            string email = statement.Text(1);
            if (best.TryGetValue(email, out (int Rank, Teammate Teammate) known) && known.Rank <= rank)
                continue;
            best[email] = (rank, new Teammate(
                email, statement.TextOrNull(2) ?? email, Role(statement.TextOrNull(3)), statement.TextOrNull(4), statement.TextOrNull(5),
                statement.TextOrNull(6), Cells.Day(statement.Int64OrNull(7))));
        }

        return [.. best.Values.Select(entry => entry.Teammate)];
    }

    public static List<AccountTeamMember> OfAccounts(SqlSession session, int account, IReadOnlyList<int> accounts)
    {
        var members = new HashSet<AccountTeamMember>();
        using var statement = session.Prepare("SELECT role, email FROM account_team WHERE id BETWEEN ? AND ?");
        foreach (int id in accounts)
        {
            statement.Reset().Bind(1, FactKeys.Row(id, 0)).Bind(2, FactKeys.LastRow(id));
            while (statement.Step())
                members.Add(new AccountTeamMember(account, statement.Text(0), statement.Text(1)));
        }

        return [.. members.OrderBy(member => member.Role, StringComparer.Ordinal).ThenBy(member => member.Email, StringComparer.Ordinal)];
    }

    /// <summary>Every account where somebody has a role: one pass over all roles.</summary>
    public static IEnumerable<int> OfMember(SqlSession session, string email)
    {
        using var statement = session.Prepare("SELECT id, email FROM account_team");
        while (statement.Step())
        {
            if (email.Equals(statement.Text(1), StringComparison.OrdinalIgnoreCase))
                yield return FactKeys.AccountOfRow(statement.Int64(0));
        }
    }

    private static TeamRole Role(string? word) => word switch
    {
        "manager" => TeamRole.Manager,
        "executive" => TeamRole.Executive,
        "sales" => TeamRole.Sales,
        "support" => TeamRole.Support,
        "finance" => TeamRole.Finance,
        "onboarding" => TeamRole.Onboarding,
        "operations" => TeamRole.Operations,
        _ => TeamRole.Csm,
    };
}
