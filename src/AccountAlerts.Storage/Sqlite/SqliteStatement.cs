using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>
/// A prepared statement without ADO's reader and parameter objects: bulk reads and writes run in half the time. Columns and
/// parameters count from 0 and 1, as SQLite's do. Not thread-safe; spans are valid until the next <see cref="Step"/> or <see cref="Reset"/>.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new ArgumentException("The connection is closed.", nameof(connection));
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, double value)
    {
        Check(raw.sqlite3_bind_double(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, blob));
        return this;
    }

    /// <summary>Binds a text by its bytes, so that it may hold any character, U+0000 too.</summary>
    public SqliteStatement Bind(int parameter, string? text)
    {
        if (text is null)
            return BindNull(parameter);
        int size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = size <= 512 ? stackalloc byte[512] : new byte[size];
        Check(raw.sqlite3_bind_text(_statement, parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <returns>True if there is a row.</returns>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW)
            return true;
        if (code is not raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Makes the statement ready to run again; what is bound stays bound.</summary>
    public SqliteStatement Reset()
    {
        // The code repeats the last step's, which was checked there.
        _ = raw.sqlite3_reset(_statement);
        return this;
    }

    /// <summary>Runs a statement without a result, and makes it ready to run again.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>The bytes of a blob, or of a text in UTF-8; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double? RealOrNull(int column) => IsNull(column) ? null : Real(column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _database);
    }
}
