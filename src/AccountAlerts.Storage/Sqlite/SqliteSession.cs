using AccountAlerts.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>The writer's connection within one work.</summary>
internal sealed class SqliteSession(SqliteConnection connection, TimeProvider machineClock) : SqlSession
{
    public SqliteConnection Connection => connection;

    public override SqlDialect Dialect => SqliteDialect.Instance;

    public override long NowMs => machineClock.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Announce(string topic)
    {
    }

    public override SqlStatement Prepare(string sql) => new SqliteStatement(connection, sql);
}
