using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>A borrowed read connection; disposing gives it back.</summary>
public sealed class SqliteReader : IDisposable
{
    private readonly SqliteDatabase _owner;
    private SqliteConnection? _connection;

    internal SqliteReader(SqliteDatabase owner, SqliteConnection connection)
    {
        _owner = owner;
        _connection = connection;
    }

    public SqliteConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(SqliteReader));

    /// <summary>From here to the end of the loan every statement sees the same state, whatever is committed meanwhile.</summary>
    public void Freeze()
    {
        // A deferred transaction takes its snapshot at the first read, not at BEGIN.
        SqliteDatabase.Execute(Connection, "BEGIN");
        SqliteDatabase.Execute(Connection, "SELECT 1 FROM sqlite_master");
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection)
            return;
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            SqliteDatabase.Execute(connection, "ROLLBACK");
        _owner.Return(connection);
    }
}
