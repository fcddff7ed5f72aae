using AccountAlerts.Storage.Sql;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>A work's transaction.</summary>
internal sealed class PostgresSession(PostgresDatabase owner, PostgresWire wire) : SqlSession
{
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);

    public override SqlDialect Dialect => PostgresDialect.Instance;

    public override bool IsRemote => true;

    public override long NowMs => owner.Now(wire);

    public override SqlStatement Prepare(string sql) => wire.Prepare(sql);

    public override void Announce(string topic)
    {
        if (!_announced.Add(topic))
            return;
        using PostgresStatement notify = wire.Prepare("SELECT pg_notify(?1, '')");
        notify.Bind(1, topic).Step();
    }

    /// <summary>Sends what was put off, so that the commit is the last word.</summary>
    public void Finish() => wire.TakeTurn(null);
}

/// <summary>A borrowed connection for reading.</summary>
internal sealed class PostgresReader(PostgresDatabase owner, NpgsqlConnection connection, PostgresWire wire) : SqlReader
{
    private NpgsqlTransaction? _frozen;

    public override SqlDialect Dialect => PostgresDialect.Instance;

    public override bool IsRemote => true;

    public override long NowMs => owner.Now(wire);

    public override SqlStatement Prepare(string sql) => wire.Prepare(sql);

    public override void Announce(string topic) => throw new InvalidOperationException("A reader has nothing to announce.");

    public override void Freeze()
    {
        _frozen = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        // The snapshot is taken by the first statement, not by BEGIN.
        Execute("SET TRANSACTION READ ONLY");
        Execute("SELECT 1");
    }

    public override void Dispose()
    {
        try
        {
            wire.TakeTurn(null);
            _frozen?.Dispose();
        }
        finally
        {
            connection.Dispose();
        }
    }
}
