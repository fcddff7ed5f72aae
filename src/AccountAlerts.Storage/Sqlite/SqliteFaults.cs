using System.Runtime.CompilerServices;
using AccountAlerts.Engine;
using AccountAlerts.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>What a fault of SQLite says of the file, for people who have to do something about it.</summary>
internal static class SqliteFaults
{
    private static readonly ConditionalWeakTable<SqliteConnection, SqliteDatabase> Owners = [];

    /// <summary>From here on, damage that a statement on the connection finds is reported.</summary>
    public static void Watch(SqliteConnection connection, SqliteDatabase owner) => Owners.AddOrUpdate(connection, owner);

    public static void Found(SqliteConnection connection, int code)
    {
        if ((code & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB && Owners.TryGetValue(connection, out SqliteDatabase? owner))
            Report(owner, code);
    }

    public static void Report(SqliteDatabase database, Exception fault)
    {
        if (fault is SqliteException sqlite)
            Report(database, sqlite.SqliteErrorCode);
    }

    /// <returns>Null for a code that says nothing of the file: a constraint, a lock, a mistake of ours.</returns>
    public static StoreFault? Of(int code, string path) => (code & 0xFF) switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StoreFault(
            StoreTrouble.Damaged, "The database is damaged, and nothing is written to it any more",
            $"Stop the service, put the last backup in its place and start again: mv '{path}' '{path}.damaged' && rm -f '{path}-wal' '{path}-shm' && cp YOUR-BACKUP '{path}'"),
        raw.SQLITE_FULL => new StoreFault(
            StoreTrouble.CannotWrite, "No space is left for the database",
            $"Nothing is lost. Make space where {path} is; the service goes on by itself."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => StoreFault.CannotWrite(path),
        raw.SQLITE_IOERR => new StoreFault(
            StoreTrouble.CannotWrite, "The disk of the database reports errors",
            $"Nothing is lost yet. Look at the disk of {path}; the service goes on by itself once it writes again."),
        _ => null,
    };

    private static void Report(SqliteDatabase database, int code)
    {
        if (Of(code, database.Path) is { } fault)
            database.Health.Saw(fault.Trouble, fault.Text, fault.Advice);
    }
}
