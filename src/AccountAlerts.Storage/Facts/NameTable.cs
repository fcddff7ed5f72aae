using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>A table of names with small numbers from 1: sources, metrics.</summary>
internal sealed class NameTable(SqlSession session, string table)
{
    /// <summary>The name's number; a new name gets the next.</summary>
    public int IdOf(string name)
    {
        if (name == MetricTable.SightingName)
            return MetricTable.Sighting;
        using var find = session.Prepare($"SELECT id FROM {table} WHERE name = ?");
        return find.Bind(1, name).Step() ? find.Int32(0) : Insert(name);
    }

    private int Insert(string name)
    {
        using var insert = session.Prepare($"INSERT INTO {table} (id, name) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM {table}), ?) RETURNING id");
        insert.Bind(1, name).Step();
        int id = insert.Int32(0);
        insert.Step();
        return id;
    }
}
