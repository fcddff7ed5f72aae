using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>The writer's connection within one work.</summary>
internal sealed class SqliteSession(CachingConnection connection, TimeProvider machineClock) : SqlSession
{
    public CachingConnection Connection => connection;

    public override SqlDialect Dialect => SqliteDialect.Instance;

    public override long NowMs => machineClock.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Announce(string topic)
    {
    }

    public override SqlStatement Prepare(string sql) => new SqliteStatement(connection, sql);
}
