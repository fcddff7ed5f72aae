using System.Data.Common;
using System.Globalization;

namespace AccountAlerts.Proofs.Running;

/// <summary>What is in a database, seen from outside the product and without touching it.</summary>
internal sealed class StoredState(Database database)
{
    /// <summary>How many evaluations have begun.</summary>
    public long Evaluations => Number("SELECT coalesce(sum(epoch), 0) FROM fences");

    /// <summary>How many customers took part in an evaluation that was stored, since their use was known: before that nothing is news.</summary>
    public long Evaluated => Number(
        "SELECT count(*) FROM evaluated WHERE scope = 'account' AND EXISTS (SELECT 1 FROM evaluated WHERE scope = 'stream' AND key = 'Usage')");

    /// <summary>How many messages are not what they should be, dead ones left out.</summary>
    public long Pending => Number("SELECT count(*) FROM outbox WHERE pending = 1");

    /// <summary>How many connections to its database the services hold on a PostgreSQL server; -1 while that is away.</summary>
    public long Connections => Number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'proof'");

    /// <returns>-1 while there is no such database or table yet.</returns>
    public long Number(string sql)
    {
        try
        {
            return long.Parse(Assert.Single(Rows(sql))[0], CultureInfo.InvariantCulture);
        }
        catch (DbException)
        {
            return -1;
        }
    }

    public IReadOnlyList<string[]> Rows(string sql)
    {
        using DbConnection connection = database.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    public void MustHaveNone(string what, string sql) =>
        Assert.True(Rows(sql) is { Count: 0 } or [["0"]], $"{what}: {string.Join("; ", Rows(sql).Take(5).Select(row => string.Join(" | ", row)))}");
}
