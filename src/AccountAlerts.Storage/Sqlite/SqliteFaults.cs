using System.Runtime.CompilerServices;
using AccountAlerts.Engine;
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

    private static void Report(SqliteDatabase database, int code)
    {
        string path = database.Path;
        switch (code & 0xFF)
        {
            case raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB:
                database.Health.Saw(
                    StoreTrouble.Damaged, "The database is damaged, and nothing is written to it any more",
                    $"Stop the service, put the last backup in its place and start again: mv '{path}' '{path}.damaged' && rm -f '{path}-wal' '{path}-shm' && cp YOUR-BACKUP '{path}'");
                break;
            case raw.SQLITE_FULL:
                database.Health.Saw(
                    StoreTrouble.CannotWrite, "No space is left for the database",
                    $"Nothing is lost. Make space where {path} is; the service goes on by itself.");
                break;
            case raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN:
                database.Health.Saw(
                    StoreTrouble.CannotWrite, "The database cannot be written",
                    $"Nothing is lost. Give the service's user the right to write {path} and its folder; the service goes on by itself.");
                break;
            case raw.SQLITE_IOERR:
                database.Health.Saw(
                    StoreTrouble.CannotWrite, "The disk of the database reports errors",
                    $"Nothing is lost yet. Look at the disk of {path}; the service goes on by itself once it writes again.");
                break;
        }
    }
}
