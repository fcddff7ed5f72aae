using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Champions who left a customer and turned up at another: somebody there has their address, or their full name, and came about then.</summary>
internal static class MoverQuery
{
    /// <summary>Who is told as gone may still be there for their notice.</summary>
    private const int DaysBefore = 30;
    private const int DaysAfter = 365;

    private const string Confidential = "confidential";

    /// <param name="nameOf">What to call a customer towards the people of another's; null where it must not be named.</param>
    /// <returns>By the key of the person who left.</returns>
    public static IReadOnlyDictionary<long, IReadOnlyList<PersonMove>> Run(SqlSession session, MergedAccounts merged, Func<int, string?> nameOf)
    {
        var byKey = Departed(session);
        var found = new Dictionary<long, IReadOnlyList<PersonMove>>();
        if (byKey.Count == 0)
            return found;
        var confidential = ConfidentialAccounts(session, merged);
        using var people = session.Prepare("SELECT id, name, email, first_seen FROM people WHERE first_seen IS NOT NULL AND (name IS NOT NULL OR email IS NOT NULL) ORDER BY id");
        while (people.Step())
        {
            long id = people.Int64(0);
            int at = merged.RootOf(FactKeys.AccountOfRow(id));
            DateOnly came = Cells.Day(people.Int64(3));
            foreach (var (person, gone) in KeysOf(people.TextOrNull(1), people.TextOrNull(2)).SelectMany(key => byKey.GetValueOrDefault(key) ?? []).Distinct())
            {
                int days = came.DayNumber - gone.DayNumber;
                if (merged.RootOf(FactKeys.AccountOfRow(person)) == at || days < -DaysBefore || days > DaysAfter)
                    continue;
                var move = new PersonMove(came, at, confidential.Contains(at) ? null : nameOf(at));
                found[person] = [.. found.GetValueOrDefault(person) ?? [], move];
            }
        }

        return found;
    }

    private static Dictionary<string, List<(long Person, DateOnly Gone)>> Departed(SqlSession session)
    {
        var byKey = new Dictionary<string, List<(long, DateOnly)>>(StringComparer.OrdinalIgnoreCase);
        using var people = session.Prepare(
            """
            SELECT id, name, email, deactivated_on FROM people WHERE deactivated_on IS NOT NULL AND (name IS NOT NULL OR email IS NOT NULL)
              AND (role = 'champion' OR EXISTS (SELECT 1 FROM person_versions AS v WHERE v.person = people.id AND v.role = 'champion'))
            """);
        while (people.Step())
        {
            foreach (string key in KeysOf(people.TextOrNull(1), people.TextOrNull(2)))
            {
                if (!byKey.TryGetValue(key, out var same))
                    byKey[key] = same = [];
                same.Add((people.Int64(0), Cells.Day(people.Int64(3))));
            }
        }

        return byKey;
    }

    /// <summary>An address, and a name of two words at least: half the world is called Maria.</summary>
    private static IEnumerable<string> KeysOf(string? name, string? email)
    {
        if (email is { Length: > 0 })
            yield return email.Trim();
        if (name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 2 } words)
            yield return string.Join(' ', words);
    }

    private static HashSet<int> ConfidentialAccounts(SqlSession session, MergedAccounts merged)
    {
        var found = new HashSet<int>();
        using var tagged = session.Prepare("SELECT id, tags FROM account_values WHERE tags IS NOT NULL");
        while (tagged.Step())
        {
            if (tagged.Text(1).Split(';').Contains(Confidential, StringComparer.OrdinalIgnoreCase))
                found.Add(merged.RootOf(FactKeys.AccountOfRow(tagged.Int64(0))));
        }

        return found;
    }
}
