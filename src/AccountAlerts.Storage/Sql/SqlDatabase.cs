using AccountAlerts.Engine;

namespace AccountAlerts.Storage.Sql;

/// <summary>
/// What every table's reading and writing is written against, once for all databases: works that each run in one transaction, and
/// sessions that read.
/// </summary>
public abstract class SqlDatabase : IAsyncDisposable, IWatchedStore
{
    /// <summary>Enough to need a page of its own, several times over.</summary>
    private const int ProbeSize = 64 * 1024;

    public StoreHealth Health { get; } = new();

    internal Alerts.ScopeMemory Memory { get; } = new();

    /// <summary>Where an import keeps what it cannot hold in memory, unless the operator names another folder.</summary>
    public abstract string ScratchFolder { get; }

    /// <summary>True where one service at a time may run on the database, so that what another one left under way can only be a dead one's.</summary>
    public virtual bool ServesOne => false;

    /// <summary>Lends a session for reading. It sees the newest committed state at each statement, or one state after <see cref="SqlReader.Freeze"/>.</summary>
    public abstract SqlReader Read();

    /// <summary>
    /// Runs <paramref name="work"/> within a write transaction and answers once it is durable; what throws is undone whole. The work
    /// may run again after a collision with another writer, so it keeps nothing outside the session but what it returns. Keep it
    /// short and do not await in it.
    /// </summary>
    /// <param name="area">Works of one area never run at the same time, whichever process they are in.</param>
    public abstract Task<T> WriteAsync<T>(WriteArea area, Func<SqlSession, T> work, CancellationToken cancellation);

    /// <inheritdoc cref="WriteAsync{T}(WriteArea,Func{SqlSession,T},CancellationToken)"/>
    public Task WriteAsync(WriteArea area, Action<SqlSession> work, CancellationToken cancellation) => WriteAsync(
        area,
        session =>
        {
            work(session);
            return true;
        },
        cancellation);

    /// <summary>A work that is right beside any other: it compares and sets, or rows are its own.</summary>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) => WriteAsync(WriteArea.None, work, cancellation);

    /// <inheritdoc cref="WriteAsync{T}(Func{SqlSession,T},CancellationToken)"/>
    public Task WriteAsync(Action<SqlSession> work, CancellationToken cancellation) => WriteAsync(WriteArea.None, work, cancellation);

    public async Task ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(
                session =>
                {
                    using var insert = session.Prepare("INSERT INTO product_values (scope, key, value) VALUES ('$probe', 'space', ?1) ON CONFLICT DO NOTHING");
                    insert.Bind(1, new string('x', ProbeSize)).Run();
                    session.Execute("DELETE FROM product_values WHERE scope = '$probe' AND key = 'space'");
                },
                cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What is wrong is known already: the write that failed has said so.
            return;
        }

        Health.Recovered();
    }

    public abstract ValueTask DisposeAsync();
}

/// <summary>What a work changes as if it were the only writer. SQLite has one writer anyway; PostgreSQL takes a lock for the area.</summary>
public enum WriteArea
{
    /// <summary>Nothing: it may run beside any other.</summary>
    None,

    /// <summary>Facts: imports count keys and read what they replace.</summary>
    Facts,

    /// <summary>What an evaluation decides.</summary>
    Evaluation,

    /// <summary>Which messages are attempted next, and by whom.</summary>
    Claims,

    /// <summary>The inbox's messages, whose sequence has no gaps.</summary>
    Mailbox,
}
