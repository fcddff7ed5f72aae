using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>A borrowed read connection; disposing gives it back.</summary>
internal sealed class SqliteReader(SqliteDatabase owner, CachingConnection connection, TimeProvider machineClock) : SqlReader
{
    private CachingConnection? _connection = connection;

    public CachingConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(SqliteReader));

    public override SqlDialect Dialect => SqliteDialect.Instance;

    public override long NowMs => machineClock.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Announce(string topic)
    {
    }

    public override SqlStatement Prepare(string sql) => new SqliteStatement(Connection, sql);

    public override void Freeze()
    {
        // A deferred transaction takes its snapshot at the first read, not at BEGIN.
        Connection.Run("BEGIN");
        Connection.Run("SELECT 1 FROM sqlite_master");
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } returned)
            return;
        if (SQLitePCL.raw.sqlite3_get_autocommit(returned.Handle) == 0)
            returned.Run("ROLLBACK");
        owner.Return(returned);
    }
}
