using AccountAlerts.Engine;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AccountAlerts.Storage.Sql;

/// <summary>What an exception tells of the store and its disk.</summary>
/// <param name="Text">What is the case, for whoever asks from outside: no paths, no names.</param>
/// <param name="Advice">What to do about it, for the log.</param>
public sealed record StoreFault(StoreTrouble Trouble, string Text, string Advice)
{
    // Numbers of the operating system, which .NET passes on in HResult.
    private const int NoSpace = 28;
    private const int ReadOnly = 30;

    /// <param name="path">Where the store is.</param>
    /// <returns>Null for what is a mistake of ours or of the settings.</returns>
    public static StoreFault? Of(Exception fault, string path) => fault switch
    {
        SqliteException sqlite => SqliteFaults.Of(sqlite.SqliteErrorCode, path),
        NpgsqlException server => PostgresFaults.Of(server),
        IOException { HResult: NoSpace } => SqliteFaults.Of(SQLitePCL.raw.SQLITE_FULL, path),
        IOException { HResult: ReadOnly } or UnauthorizedAccessException => CannotWrite(path),
        _ => fault.InnerException is { } inner ? Of(inner, path) : null,
    };

    internal static StoreFault CannotWrite(string path) => new(
        StoreTrouble.CannotWrite, "The database cannot be written",
        $"Nothing is lost. Give the service's user the right to write {path} and its folder; the service goes on by itself.");
}
