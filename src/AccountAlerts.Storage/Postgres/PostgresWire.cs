using System.Collections.Concurrent;
using Npgsql;

namespace AccountAlerts.Storage.Postgres;

/// <summary>
/// A connection that several statements share. The server answers one at a time: whoever wants to send makes the one whose rows are still
/// coming keep the rest of them, and first sends what was put off.
/// </summary>
internal sealed class PostgresWire(NpgsqlConnection connection, bool join)
{
    // Some texts hold lists of keys and never come again.
    private const int MostTexts = 1000;

    // Of all databases: they have the same tables.
    private static readonly ConcurrentDictionary<string, PostgresSql> Texts = new(StringComparer.Ordinal);

    private PostgresStatement? _reading;
    private readonly List<PostgresStatement> _queued = [];

    public NpgsqlConnection Connection => connection;

    /// <summary>Whether runs may be joined; without it each says by itself whether it found what it expected.</summary>
    public bool Join => join;

    public PostgresStatement Prepare(string sql)
    {
        if (Texts.Count > MostTexts)
            Texts.Clear();
        return new PostgresStatement(this, Texts.GetOrAdd(sql, static text => new PostgresSql(text)));
    }

    /// <summary>The statement is about to send; if it reads, its rows come until somebody else's turn.</summary>
    public void TakeTurn(PostgresStatement? next, bool reads = false)
    {
        Flush();
        if (_reading is { } former && former != next)
            former.KeepRest();
        _reading = reads ? next : null;
    }

    public void Flush()
    {
        if (_queued.Count == 0)
            return;
        PostgresStatement[] queued = [.. _queued];
        _queued.Clear();
        foreach (PostgresStatement statement in queued)
            statement.Flush();
    }

    /// <summary>Statements of different tables, none of which looks at another's, may wait together: nobody can tell in which order they ran.</summary>
    public void PutOff(PostgresStatement statement)
    {
        if (_queued.Contains(statement))
            return;
        if (statement.Table is null || _queued.Exists(waiting => waiting.Table is null || waiting.Table == statement.Table))
            Flush();
        _queued.Add(statement);
    }

    /// <summary>The statement is done: nothing of it is on the wire, nothing put off.</summary>
    public void Leave(PostgresStatement statement)
    {
        if (_queued.Contains(statement))
            Flush();
        if (_reading == statement)
            _reading = null;
    }
}

/// <summary>A joined run did not change what it should: the work runs again, one statement after the other, to learn which one it was.</summary>
internal sealed class JoinRefusedException(string sql) : Exception($"Not every run changed one row: {sql}");
