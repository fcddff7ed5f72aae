namespace AccountAlerts.Storage.Sql;

/// <summary>A connection for one work or one reader. Not thread-safe.</summary>
public abstract class SqlSession
{
    /// <summary>Where the databases' SQL differs.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>
    /// True if every statement costs a trip to a server. Whoever knows what it will need then asks for all of it at once; within the process
    /// asking one by one is quicker.
    /// </summary>
    public virtual bool IsRemote => false;

    /// <summary>
    /// The database's clock in UTC milliseconds since 1970: leases run by it, since replicas' clocks differ. A database within the
    /// process has none but the machine's.
    /// </summary>
    public abstract long NowMs { get; }

    /// <summary>Parameters are written <c>?1</c>, <c>?2</c>, or all <c>?</c> in their order. Dispose the statement before the session.</summary>
    public abstract SqlStatement Prepare(string sql);

    /// <summary>Tells every process that listens, once this work is stored. A database within the process has nobody else to tell.</summary>
    /// <param name="topic">One of <see cref="SqlTopics"/>.</param>
    public abstract void Announce(string topic);

    /// <summary>Runs a statement without parameters or result.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }
}

/// <summary>A borrowed session that only reads; disposing gives it back.</summary>
public abstract class SqlReader : SqlSession, IDisposable
{
    /// <summary>From here to the end of the loan every statement sees the same state, whatever is committed meanwhile.</summary>
    public abstract void Freeze();

    public abstract void Dispose();
}

/// <summary>What processes tell each other through the database.</summary>
public static class SqlTopics
{
    /// <summary>There is something to deliver.</summary>
    public const string Outbox = "account_alerts_outbox";
}
