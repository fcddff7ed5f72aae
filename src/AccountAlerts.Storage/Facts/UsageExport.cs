using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Usage unpacked again: one row per account, person, day and metric.</summary>
internal static class UsageExport
{
    public static IEnumerable<Cell[]> Rows(SqlSession session)
    {
        using var usage = new StoredUsage(session);
        using var people = session.Prepare("SELECT id, person_id FROM people WHERE id BETWEEN ? AND ? ORDER BY person_id");
        Cell[] metrics = [.. MetricNames.Read(session).Select(name => Cell.Of(name))];
        int[] metricOrder = MetricOrder(session, metrics.Length);
        foreach ((int id, string accountId) in FactExport.Accounts(session))
        {
            Dictionary<int, (int Order, Cell Id)> persons = People(people, id);
            Cell account = Cell.Of(accountId);
            // A sighting of a person goes out with the people.
            foreach (UsageEntry entry in usage.Of(id)
                .Where(entry => entry.Metric != MetricTable.Sighting || entry.Person == 0)
                .OrderBy(entry => persons[entry.Person].Order).ThenBy(entry => entry.Day).ThenBy(entry => metricOrder[entry.Metric]))
            {
                yield return
                [
                    account, persons[entry.Person].Id, Cell.Of((double)entry.Day), metrics[entry.Metric], Cell.Of(entry.Value),
                ];
            }
        }
    }

    private static Dictionary<int, (int Order, Cell Id)> People(SqlStatement people, int account)
    {
        var persons = new Dictionary<int, (int, Cell)> { [0] = (0, Cell.Empty) };
        people.Reset().Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
        while (people.Step())
            persons[FactKeys.OrdinalOfRow(people.Int64(0))] = (persons.Count, Cell.Of(people.Text(1)));
        return persons;
    }

    /// <returns>Each metric's place in the order of names.</returns>
    private static int[] MetricOrder(SqlSession session, int count)
    {
        int[] order = new int[count];
        using var byName = session.Prepare("SELECT id FROM metrics ORDER BY name");
        for (int place = 1; byName.Step(); place++)
            order[byName.Int32(0)] = place;
        return order;
    }
}
