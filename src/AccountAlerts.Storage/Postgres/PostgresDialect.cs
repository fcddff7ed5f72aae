using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string IsIn(string text, string jsonArray) => $"{text} IN (SELECT json_array_elements_text(CAST({jsonArray} AS json)))";

    public override string IsAmong(string number, string jsonArray) =>
        $"{number} IN (SELECT CAST(n AS bigint) FROM json_array_elements_text(CAST({jsonArray} AS json)) AS n)";

    // json, not jsonb: the member comes back as it was written.
    public override string Member(string json, string name) => $"(CAST({json} AS json) ->> '{name}')";

    public override string Least(params string[] values) => $"least({string.Join(", ", values)})";

    public override string Greatest(params string[] values) => $"greatest({string.Join(", ", values)})";

    public override string Locked => " FOR UPDATE";

    public override string LockedOrSkipped => " FOR UPDATE SKIP LOCKED";
}
