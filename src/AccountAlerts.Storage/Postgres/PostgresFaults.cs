using AccountAlerts.Engine;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>What a fault of PostgreSQL says of the database, for people who have to do something about it.</summary>
internal static class PostgresFaults
{
    public static void Report(StoreHealth health, Exception fault)
    {
        switch (fault)
        {
            case PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory }:
                health.Saw(
                    StoreTrouble.CannotWrite, "No space is left for the database",
                    "Nothing is lost. Make space on the database's server; the service goes on by itself.");
                break;
            case PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege }:
                health.Saw(
                    StoreTrouble.CannotWrite, "The database cannot be written",
                    "Nothing is lost. The connection string must name the primary server, and a user who owns the tables; the service goes on by itself.");
                break;
            case PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted }:
                health.Saw(
                    StoreTrouble.CannotWrite, "The database reports damage",
                    "Look at the server's log, and restore its last backup if it says so.");
                break;
            case PostgresException { IsTransient: false }:
                break;
            case NpgsqlException:
                health.Saw(
                    StoreTrouble.CannotWrite, "The database does not answer",
                    "Nothing is lost. Start the database's server, or look at the way to it; the service goes on by itself.");
                break;
        }
    }
}
