using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// People rows: one for each day a source saw the person, oldest first, or one without. All carry what is known now; the contract
/// has no column for the day of an earlier role or department.
/// </summary>
internal static class PeopleExport
{
    private const string Select =
        """
        SELECT p.id, p.person_id, p.name, p.email, coalesce(v.role, p.role), coalesce(v.department, p.department), p.first_seen, p.deactivated_on, p.named
        FROM people AS p LEFT JOIN person_versions AS v ON v.person = p.id
            AND v.effective_on = (SELECT max(effective_on) FROM person_versions WHERE person = p.id)
        WHERE p.id BETWEEN ? AND ? ORDER BY p.person_id
        """;

    private static readonly ColumnKind[] Kinds = [.. FactContract.Of(FactStream.People).Columns.Select(column => column.Kind)];

    public static IEnumerable<Cell[]> Rows(SqlSession session)
    {
        using var people = session.Prepare(Select);
        using var usage = new StoredUsage(session);
        foreach ((int id, string accountId) in FactExport.Accounts(session))
        {
            ILookup<int, int> seen = usage.Of(id).Where(entry => entry.Metric == MetricTable.Sighting && entry.Person != 0)
                .OrderBy(entry => entry.Day).ToLookup(entry => entry.Person, entry => entry.Day);
            people.Reset().Bind(1, FactKeys.Row(id, 0)).Bind(2, FactKeys.LastRow(id));
            while (people.Step())
            {
                int ordinal = FactKeys.OrdinalOfRow(people.Int64(0));
                bool named = people.Int32(8) != 0;
                foreach (int day in seen[ordinal])
                    yield return Row(accountId, people, Cell.Of((double)day));
                if (named && !seen.Contains(ordinal))
                    yield return Row(accountId, people, Cell.Empty);
            }
        }
    }

    // account_id, person_id, name, email, role, department, first_seen, last_seen, deactivated_on
    private static Cell[] Row(string accountId, SqlStatement person, Cell lastSeen) =>
    [
        Cell.Of(accountId), Cells.Read(person, 1, Kinds[1]), Cells.Read(person, 2, Kinds[2]), Cells.Read(person, 3, Kinds[3]),
        Cells.Read(person, 4, Kinds[4]), Cells.Read(person, 5, Kinds[5]), Cells.Read(person, 6, Kinds[6]), lastSeen, Cells.Read(person, 7, Kinds[8]),
    ];
}
