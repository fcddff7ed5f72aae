using AccountAlerts.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>What SQLite's result codes say about the file and its disk.</summary>
internal static class SqliteFaults
{
    public static StoreFault? Of(Exception fault) => fault is SqliteException sqlite ? Of(sqlite.SqliteErrorCode) : null;

    /// <param name="code">Primary or extended.</param>
    /// <returns>Null for a code that says nothing of the kind: a constraint, a lock, a mistake of ours.</returns>
    public static StoreFault? Of(int code) => (code & 0xFF) switch
    {
        SQLitePCL.raw.SQLITE_FULL => new StoreFault("the disk is full"),
        SQLitePCL.raw.SQLITE_READONLY => new StoreFault("the database is read-only"),
        SQLitePCL.raw.SQLITE_IOERR => new StoreFault("the disk reports an error"),
        SQLitePCL.raw.SQLITE_CANTOPEN => new StoreFault("the database file cannot be opened for writing"),
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => new StoreFault("the database file is damaged", Damaged: true),
        _ => null,
    };
}
