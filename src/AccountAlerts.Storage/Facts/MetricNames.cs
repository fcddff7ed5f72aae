using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>The metrics that usage rows have named, by their numbers; 0 is the sighting.</summary>
internal static class MetricNames
{
    public static List<string> Read(SqlSession session)
    {
        List<string> names = [MetricTable.SightingName];
        using var statement = session.Prepare("SELECT name FROM metrics ORDER BY id");
        while (statement.Step())
            names.Add(statement.Text(0));
        return names;
    }
}
