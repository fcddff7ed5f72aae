using System.Text;
using AccountAlerts.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace AccountAlerts.Storage.Postgres;

/// <summary>A statement on PostgreSQL. Npgsql prepares what is used repeatedly by itself.</summary>
internal sealed class PostgresStatement(PostgresWire wire, PostgresSql sql) : SqlStatement
{
    // Bounds the memory of runs that are put off.
    private const int MostRuns = 4096;
    private const long MostBytes = 8 << 20;

    // Below this COPY's three trips cost more than they save.
    private const int WorthCopying = 32;

    private readonly object?[] _values = new object?[sql.Count];
    private readonly PostgresRows _rows = new();
    private readonly List<object?[]> _runs = [];
    private Func<Exception>? _refused;
    private long _bytes;
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;
    private bool _running;
    private int _row;

    /// <inheritdoc cref="PostgresSql.Table"/>
    public string? Table => sql.Table;

    public override SqlStatement Bind(int parameter, long value) => Set(parameter, value);

    public override SqlStatement Bind(int parameter, double value) => Set(parameter, value);

    public override SqlStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        _bytes += blob.Length;
        return Set(parameter, blob.ToArray());
    }

    public override SqlStatement Bind(int parameter, string? text)
    {
        _bytes += text?.Length ?? 0;
        return Set(parameter, text is null ? null : PostgresValue.Storable(text));
    }

    public override SqlStatement BindText(int parameter, ReadOnlySpan<byte> utf8) => Bind(parameter, Encoding.UTF8.GetString(utf8));

    public override SqlStatement BindNull(int parameter) => Set(parameter, null);

    public override bool Step()
    {
        if (!_running)
        {
            wire.TakeTurn(this, reads: true);
            _reader = Ready().ExecuteReader();
            _running = true;
            _rows.Begin(_reader);
            _row = -1;
        }

        if (_reader is not null)
            return StepOnWire(_reader);
        if (++_row >= _rows.Count)
            return false;
        _rows.Seek(_row);
        return true;
    }

    /// <summary>Takes the rows that are still coming off the wire; the current one stays current.</summary>
    public void KeepRest()
    {
        if (_reader is not { } reader)
            return;
        while (reader.Read())
            _rows.Add(reader);
        reader.Dispose();
        _reader = null;
    }

    public override SqlStatement Reset()
    {
        CloseReader();
        _rows.Clear();
        _running = false;
        return this;
    }

    public override long Execute()
    {
        Reset();
        wire.TakeTurn(this);
        _bytes = 0;
        return Ready().ExecuteNonQuery();
    }

    public override void Queue(Func<Exception>? refused = null)
    {
        if (!wire.Join)
        {
            if (Execute() != 1 && refused is not null)
                throw refused();
            return;
        }

        wire.PutOff(this);
        _runs.Add((object?[])_values.Clone());
        _refused ??= refused;
        if (_runs.Count >= MostRuns || _bytes >= MostBytes)
            wire.Flush();
    }

    /// <summary>Sends what was put off.</summary>
    public void Flush()
    {
        if (_runs.Count == 0)
            return;
        wire.TakeTurn(this);
        long changed = _runs.Count == 1 ? RunOne(_runs[0]) : RunAll();
        bool refused = _refused is not null && changed != _runs.Count;
        bool alone = _runs.Count == 1;
        Func<Exception>? reason = _refused;
        _runs.Clear();
        _refused = null;
        _bytes = 0;
        if (refused)
            throw alone ? reason!() : new JoinRefusedException(sql.Text);
    }

    public override bool IsNull(int column) => _rows.IsNull(column);

    public override long Int64(int column) => _rows.Number(column);

    public override double Real(int column) => _rows.Real(column);

    public override ReadOnlySpan<byte> Bytes(int column) => _rows.Bytes(column);

    public override string Text(int column) => _rows.String(column);

    public override void Dispose()
    {
        CloseReader();
        wire.Leave(this);
        _command?.Dispose();
    }

    private PostgresStatement Set(int parameter, object? value)
    {
        _values[parameter - 1] = value;
        return this;
    }

    // While rows come from the wire only the current one is kept.
    private bool StepOnWire(NpgsqlDataReader reader)
    {
        _rows.Clear();
        _row = 0;
        if (reader.Read())
        {
            _rows.Add(reader);
            return true;
        }

        CloseReader();
        return false;
    }

    private void CloseReader()
    {
        if (_reader is null)
            return;
        _reader.Dispose();
        _reader = null;
        wire.Leave(this);
    }

    private NpgsqlCommand Ready() => Ready(_values);

    private NpgsqlCommand Ready(object?[] values)
    {
        NpgsqlDbType[] types = sql.TypesFor(values, wire.Connection);
        if (_command is null)
        {
            _command = wire.Connection.CreateCommand();
            // A text of this assembly, never input.
#pragma warning disable CA2100
            _command.CommandText = sql.Text;
#pragma warning restore CA2100
            foreach (NpgsqlDbType type in types)
                _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        for (int i = 0; i < values.Length; i++)
            (_command.Parameters[i].NpgsqlDbType, _command.Parameters[i].Value) = (types[i], PostgresValue.Of(values[i], types[i]));
        return _command;
    }

    private long RunOne(object?[] values) => Ready(values).ExecuteNonQuery();

    private long RunAll()
    {
        JoinedForm joined = sql.Joined(wire.Connection);
        if (joined.CopyInto is not null && _runs.Count >= WorthCopying)
            return Copy(joined);
        if (joined.Sql is null)
            return Pipelined();
        NpgsqlDbType[] types = sql.Types(wire.Connection);
        using NpgsqlCommand command = wire.Connection.CreateCommand();
        // Built from a text of this assembly, never from input.
#pragma warning disable CA2100
        command.CommandText = joined.Sql;
#pragma warning restore CA2100
        for (int i = 0; i < types.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | types[i], Value = PostgresValue.Many(_runs, i, types[i]) });
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.CardinalityViolation)
        {
            // Two runs upsert the same row: one after the other they may.
            throw new JoinRefusedException(sql.Text);
        }
    }

    /// <summary>One after the other, but without waiting for each answer.</summary>
    private long Pipelined()
    {
        NpgsqlDbType[] types = sql.Types(wire.Connection);
        using NpgsqlBatch batch = wire.Connection.CreateBatch();
        var commands = new List<NpgsqlBatchCommand>(_runs.Count);
        foreach (object?[] run in _runs)
        {
            // A text of this assembly, never input.
#pragma warning disable CA2100
            var command = new NpgsqlBatchCommand(sql.Text);
#pragma warning restore CA2100
            for (int i = 0; i < types.Length; i++)
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = types[i], Value = PostgresValue.Of(run[i], types[i]) });
            batch.BatchCommands.Add(command);
            commands.Add(command);
        }

        batch.ExecuteNonQuery();
        return commands.TrueForAll(command => command.RecordsAffected == 1) ? _runs.Count : -1;
    }

    private long Copy(JoinedForm joined)
    {
        NpgsqlDbType[] types = sql.Types(wire.Connection);
        using NpgsqlBinaryImporter importer = wire.Connection.BeginBinaryImport($"COPY {joined.CopyInto} FROM STDIN (FORMAT BINARY)");
        foreach (object?[] run in _runs)
        {
            importer.StartRow();
            foreach ((int parameter, long constant) in joined.CopyColumns)
            {
                if (parameter == 0)
                    importer.Write(constant, NpgsqlDbType.Bigint);
                else if (run[parameter - 1] is { } value)
                    Write(importer, value, types[parameter - 1]);
                else
                    importer.WriteNull();
            }
        }

        return (long)importer.Complete();
    }

    private static void Write(NpgsqlBinaryImporter importer, object value, NpgsqlDbType type)
    {
        switch (PostgresValue.Of(value, type))
        {
            case long number:
                importer.Write(number, type);
                break;
            case double number:
                importer.Write(number, type);
                break;
            case string text:
                importer.Write(text, type);
                break;
            case byte[] blob:
                importer.Write(blob, type);
                break;
            case var other:
                importer.Write(other, type);
                break;
        }
    }
}
