using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Proofs.Running;

/// <summary>What is in a database, seen from outside the product and without touching it.</summary>
internal sealed class StoredState(string database)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <returns>-1 while there is no such database or table yet.</returns>
    public long Number(string sql)
    {
        try
        {
            return long.Parse(Assert.Single(Rows(sql))[0], CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return -1;
        }
    }

    public IReadOnlyList<string[]> Rows(string sql)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    public void MustHaveNone(string what, string sql) =>
        Assert.True(Rows(sql) is { Count: 0 } or [["0"]], $"{what}: {string.Join("; ", Rows(sql).Take(5).Select(row => string.Join(" | ", row)))}");
}
