using AccountAlerts.Engine;
using AccountAlerts.Storage.Sql;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>What a fault of PostgreSQL says of the database, for people who have to do something about it.</summary>
internal static class PostgresFaults
{
    /// <returns>Null for what says nothing of the database: a conflict, a mistake of ours or of the settings.</returns>
    public static StoreFault? Of(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } => new StoreFault(
            StoreTrouble.CannotWrite, "No space is left for the database",
            "Nothing is lost. Make space on the database's server; the service goes on by itself."),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege } => new StoreFault(
            StoreTrouble.CannotWrite, "The database cannot be written",
            "Nothing is lost. The connection string must name the primary server, and a user who owns the tables; the service goes on by itself."),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => new StoreFault(
            StoreTrouble.CannotWrite, "The database reports damage",
            "Look at the server's log, and restore its last backup if it says so."),
        PostgresException { IsTransient: false } => null,
        NpgsqlException => new StoreFault(
            StoreTrouble.CannotWrite, "The database does not answer",
            "Nothing is lost. Start the database's server, or look at the way to it; the service goes on by itself."),
        _ => null,
    };

    public static void Report(StoreHealth health, Exception fault)
    {
        if (Of(fault) is { } known)
            health.Saw(known.Trouble, known.Text, known.Advice);
    }
}
