using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Facts;

/// <summary>The metrics that usage rows have named, by their numbers; 0 is the sighting.</summary>
internal static class MetricNames
{
    public static List<string> Read(SqliteConnection connection)
    {
        List<string> names = [MetricTable.SightingName];
        using var statement = new SqliteStatement(connection, "SELECT name FROM metrics ORDER BY id");
        while (statement.Step())
            names.Add(statement.Text(0));
        return names;
    }
}
