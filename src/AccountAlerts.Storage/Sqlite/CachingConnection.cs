using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>
/// A connection that keeps its statements prepared: works are short and ask the same few hundred things, so that preparing would
/// take longer than most of them.
/// </summary>
internal sealed class CachingConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>More than the product has; texts that are put together at run time must not grow without end.</summary>
    private const int Most = 256;

    private readonly Dictionary<string, sqlite3_stmt> _idle = new(StringComparer.Ordinal);

    /// <returns>A statement for the caller alone, as if it were new.</returns>
    public sqlite3_stmt Take(string sql)
    {
        if (_idle.Remove(sql, out sqlite3_stmt? idle))
            return idle;
        int code = raw.sqlite3_prepare_v2(Handle!, sql, out sqlite3_stmt statement);
        if (code == raw.SQLITE_OK)
            return statement;
        SqliteFaults.Found(this, code);
        SqliteException.ThrowExceptionForRC(code, Handle);
        throw new InvalidOperationException($"SQLite cannot prepare a statement (code {code}).");
    }

    public void Return(string sql, sqlite3_stmt statement)
    {
        // The code repeats the last step's, which was checked there.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
        if (_idle.Count >= Most || State != System.Data.ConnectionState.Open || !_idle.TryAdd(sql, statement))
            statement.Dispose();
    }

    /// <summary>Runs a statement without parameters or result.</summary>
    public void Run(string sql)
    {
        using var statement = new SqliteStatement(this, sql);
        statement.Run();
    }

    public override void Close()
    {
        // An unfinished statement would keep the file open.
        foreach (sqlite3_stmt statement in _idle.Values)
            statement.Dispose();
        _idle.Clear();
        base.Close();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}
