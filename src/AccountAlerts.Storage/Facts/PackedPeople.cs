using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Keeps everybody of an account packed beside their rows: imports and questions about one person go by the rows, which are what is true, and
/// a pass over all accounts reads the blocks, in a fraction of the time. A block is always made of the rows as a whole, in the transaction that
/// changes them.
/// </summary>
internal static class PackedPeople
{
    private const string Save = "INSERT INTO people_packed (id, people) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET people = excluded.people";

    /// <summary>Packs the people of these accounts anew.</summary>
    public static void Pack(SqlSession session, IEnumerable<int> accounts)
    {
        using SqlStatement save = session.Prepare(Save);
        var builder = new PeopleBlockBuilder();
        if (session.IsRemote)
        {
            foreach (int[] some in accounts.Order().Chunk(ReadAhead.Accounts))
                PackTogether(session, some, save, builder);
            return;
        }

        using SqlStatement people = session.Prepare($"SELECT {PeopleBlockBuilder.PersonColumns} FROM people AS r WHERE r.id BETWEEN ? AND ? ORDER BY r.id");
        using SqlStatement versions = session.Prepare(
            $"SELECT {PeopleBlockBuilder.VersionColumns} FROM person_versions AS r WHERE r.person BETWEEN ? AND ? ORDER BY r.person, r.effective_on");
        foreach (int account in accounts.Order())
        {
            people.Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
            versions.Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
            Pack(people, versions, save, builder);
            people.Reset();
            versions.Reset();
        }
    }

    /// <summary>Packs everybody, where a version that kept rows alone has left the database; otherwise changes nothing.</summary>
    public static async Task CompleteAsync(SqlDatabase database, CancellationToken cancellation)
    {
        using (SqlReader reader = database.Read())
        {
            if (!IsMissing(reader))
                return;
        }

        await database.WriteAsync(
            WriteArea.Facts,
            session =>
            {
                // Another process may have done it while this one waited.
                if (IsMissing(session))
                    Pack(session, AccountsWithPeople(session));
            },
            cancellation);
    }

    private static bool IsMissing(SqlSession session)
    {
        using SqlStatement missing = session.Prepare("SELECT 1 FROM people WHERE NOT EXISTS (SELECT 1 FROM people_packed) LIMIT 1");
        return missing.Step();
    }

    private static List<int> AccountsWithPeople(SqlSession session)
    {
        var accounts = new List<int>();
        using SqlStatement rows = session.Prepare($"SELECT DISTINCT id >> {FactKeys.RowBits} FROM people");
        while (rows.Step())
            accounts.Add(rows.Int32(0));
        return accounts;
    }

    private static void PackTogether(SqlSession session, int[] accounts, SqlStatement save, PeopleBlockBuilder builder)
    {
        using SqlStatement people = ReadAhead.OfAccounts(session, "people", PeopleBlockBuilder.PersonColumns, accounts);
        using SqlStatement versions = session.Prepare($"""
            SELECT {PeopleBlockBuilder.VersionColumns} FROM {FactKeys.RowsOfAccounts("person_versions").Replace("r.id", "r.person", StringComparison.Ordinal)}
            WHERE {session.Dialect.IsAmong("a.id", "?1")} ORDER BY r.person, r.effective_on
            """);
        versions.Bind(1, AlertJson.Write(accounts));
        Pack(people, versions, save, builder);
    }

    private static void Pack(SqlStatement people, SqlStatement versions, SqlStatement save, PeopleBlockBuilder builder)
    {
        bool anyVersions = versions.Step();
        int packing = 0;
        while (people.Step())
        {
            int account = FactKeys.AccountOfRow(people.Int64(0));
            if (account != packing)
            {
                Finish(packing, save, builder);
                builder.Clear();
                packing = account;
            }

            builder.Add(people, versions, ref anyVersions);
        }

        Finish(packing, save, builder);
    }

    // No account has the key 0.
    private static void Finish(int account, SqlStatement save, PeopleBlockBuilder builder)
    {
        if (account != 0)
            save.Bind(1, account).Bind(2, builder.Pack()).Queue();
    }
}
