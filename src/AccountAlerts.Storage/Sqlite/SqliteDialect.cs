using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string IsIn(string text, string jsonArray) => $"{text} IN (SELECT value FROM json_each({jsonArray}))";

    public override string IsAmong(string number, string jsonArray) => IsIn(number, jsonArray);

    public override string Member(string json, string name) => $"({json} ->> '$.{name}')";

    // SQLite's scalar min and max are null if any value is.
    public override string Least(params string[] values) => $"min({string.Join(", ", values)})";

    public override string Greatest(params string[] values) => $"max({string.Join(", ", values)})";
}
