using AccountAlerts.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>
/// One PostgreSQL database that any number of processes share. Works run beside each other, each in a transaction of its own; what was
/// written for a single writer takes its area's lock for the transaction.
/// </summary>
public sealed class PostgresDatabase : SqlDatabase
{
    private const int MostAttempts = 6;
    private const string IdleInTransaction = "25P03";

    // Any number that nobody else uses for advisory locks in this database; the areas follow it.
    internal const long Locks = 0x4163_6341_6C65_0000;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider? _clock;

    /// <param name="connectionString">As Npgsql takes it; what it leaves open is set for many small transactions.</param>
    /// <param name="clock">Stands for the server's, in tests that move it; null otherwise.</param>
    public PostgresDatabase(string connectionString, TimeProvider? clock = null)
    {
        _source = NpgsqlDataSource.Create(Tuned(connectionString));
        _clock = clock;
    }

    public override string ScratchFolder => Path.GetTempPath();

    /// <summary>A connection of the caller's own, for the schema and for listening.</summary>
    internal Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => _source.OpenConnectionAsync(cancellation).AsTask();

    public override SqlReader Read()
    {
        NpgsqlConnection connection = _source.OpenConnection();
        return new PostgresReader(this, connection, new PostgresWire(connection, join: false));
    }

    public override async Task<T> WriteAsync<T>(WriteArea area, Func<SqlSession, T> work, CancellationToken cancellation)
    {
        bool join = true;
        for (int attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool committing = false;
            try
            {
                await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
                // Works are not asynchronous: they must not hold the caller's thread, which may have more to start.
                return await Task.Run(() => RunOnce(connection, area, work, join, () => committing = true), CancellationToken.None);
            }
            catch (JoinRefusedException) when (join)
            {
                join = false;
            }
            catch (Exception fault) when (attempt < MostAttempts && MayPass(fault, committing))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), TimeProvider.System, cancellation);
            }
            catch (NpgsqlException fault)
            {
                PostgresFaults.Report(Health, fault);
                throw;
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    internal static PostgresAlertsContext ContextOn(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<PostgresAlertsContext>().UseNpgsql(connection).Options);

    internal long Now(PostgresWire wire)
    {
        if (_clock is not null)
            return _clock.GetUtcNow().ToUnixTimeMilliseconds();
        using PostgresStatement now = wire.Prepare("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)");
        now.Step();
        return now.Int64(0);
    }

    private T RunOnce<T>(NpgsqlConnection connection, WriteArea area, Func<SqlSession, T> work, bool join, Action committing)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);
        var wire = new PostgresWire(connection, join);
        if (area != WriteArea.None)
        {
            using PostgresStatement turn = wire.Prepare("SELECT pg_advisory_xact_lock(?1)");
            turn.Bind(1, Locks + (long)area).Step();
        }

        var session = new PostgresSession(this, wire);
        T result = work(session);
        session.Finish();
        committing();
        transaction.Commit();
        Health.Recovered();
        return result;
    }

    /// <summary>Whether the same work may go well a little later: nothing of it is stored, and the reason is of the moment.</summary>
    private static bool MayPass(Exception fault, bool committing) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        // The server is being restarted, or cut us off since we had stood still within a transaction.
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or IdleInTransaction
        } => !committing,
        // After a commit was sent only the database knows whether it holds.
        NpgsqlException { IsTransient: true } => !committing,
        _ => false,
    };

    private static string Tuned(string connectionString)
    {
        var tuned = new NpgsqlConnectionStringBuilder(connectionString);
        if (tuned.MaxAutoPrepare == 0)
            (tuned.MaxAutoPrepare, tuned.AutoPrepareMinUsages) = (256, 2);
        // Nothing of ours outlives a transaction but prepared statements.
        tuned.NoResetOnClose = true;
        PostgresAddress.Limited(tuned, PostgresAddress.MostForWork);
        if (tuned.Timeout == 15)
            tuned.Timeout = 5;
        if (tuned.KeepAlive == 0)
            tuned.KeepAlive = 30;
        tuned.ApplicationName ??= "AccountAlerts";
        // A paused process must not hold others up with the locks of a transaction that it began. Compiling plans never pays here.
        if (string.IsNullOrEmpty(tuned.Options))
            tuned.Options = "-c idle_in_transaction_session_timeout=60s -c jit=off";
        return tuned.ToString();
    }
}
