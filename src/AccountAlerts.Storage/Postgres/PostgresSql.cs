using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace AccountAlerts.Storage.Postgres;

/// <summary>One statement's text as PostgreSQL takes it. Its parameters' types are asked of the server once per process.</summary>
internal sealed class PostgresSql
{
    private readonly List<string> _texts = [];
    private readonly List<int> _parameters = [];
    private NpgsqlDbType[]? _types;
    private int _runs;
    private JoinedForm? _joined;

    public PostgresSql(string sql)
    {
        Parse(sql);
        Count = _parameters.Count == 0 ? 0 : _parameters.Max();
        Text = Render(number => $"${number}");
        Table = sql.Contains("SELECT", StringComparison.Ordinal) ? null : TargetOf(sql);
    }

    /// <summary>The one table that it changes and reads; null if it looks at others.</summary>
    public string? Table { get; }

    /// <summary>With <c>$1</c>, <c>$2</c>.</summary>
    public string Text { get; }

    /// <summary>How many parameters it has.</summary>
    public int Count { get; }

    /// <summary>
    /// The server's types of the parameters if it has to be asked. A text's first run without nulls goes by what the values are: many texts
    /// run once, and a trip more for each would double what they cost.
    /// </summary>
    public NpgsqlDbType[] TypesFor(object?[] values, NpgsqlConnection connection) =>
        _types is null && Interlocked.Increment(ref _runs) == 1 && Array.IndexOf(values, null) < 0 ? Array.ConvertAll(values, TypeOf) : Types(connection);

    /// <summary>The server's types of the parameters; the first call on any connection asks.</summary>
    public NpgsqlDbType[] Types(NpgsqlConnection connection)
    {
        if (_types is { } known)
            return known;
        var types = new NpgsqlDbType[Count];
        if (Count > 0)
        {
            using NpgsqlCommand command = connection.CreateCommand();
            // A text of this assembly, never input.
#pragma warning disable CA2100
            command.CommandText = Render(number => $"@p{number}");
#pragma warning restore CA2100
            NpgsqlCommandBuilder.DeriveParameters(command);
            foreach (NpgsqlParameter parameter in command.Parameters)
                types[int.Parse(parameter.ParameterName.AsSpan(1), CultureInfo.InvariantCulture) - 1] = parameter.NpgsqlDbType;
        }

        return _types = types;
    }

    /// <summary>The form that runs it for many sets of values at once; empty if it has none.</summary>
    public JoinedForm Joined(NpgsqlConnection connection) => _joined ??= JoinedForm.Of(Render(number => $"{JoinedForm.Alias}.p{number}"), Types(connection));

    private static NpgsqlDbType TypeOf(object? value) => value switch
    {
        long => NpgsqlDbType.Bigint,
        double => NpgsqlDbType.Double,
        byte[] => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private static string? TargetOf(string sql)
    {
        foreach (string start in (string[])["INSERT INTO ", "UPDATE ", "DELETE FROM "])
        {
            if (sql.StartsWith(start, StringComparison.Ordinal))
                return sql[start.Length..].Split(' ', '\n')[0];
        }

        return null;
    }

    private void Parse(string sql)
    {
        var text = new StringBuilder(sql.Length);
        int next = 1;
        char quote = '\0';
        for (int i = 0; i < sql.Length; i++)
        {
            char letter = sql[i];
            if (quote != '\0' || letter != '?')
            {
                if (letter is '\'' or '"' && (quote == '\0' || quote == letter))
                    quote = quote == '\0' ? letter : '\0';
                text.Append(letter);
                continue;
            }

            int end = i + 1;
            while (end < sql.Length && char.IsAsciiDigit(sql[end]))
                end++;
            _texts.Add(text.ToString());
            text.Clear();
            _parameters.Add(end > i + 1 ? int.Parse(sql.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture) : next++);
            i = end - 1;
        }

        _texts.Add(text.ToString());
    }

    private string Render(Func<int, string> parameter)
    {
        var text = new StringBuilder(_texts[0]);
        for (int i = 0; i < _parameters.Count; i++)
            text.Append(parameter(_parameters[i])).Append(_texts[i + 1]);
        return text.ToString();
    }
}
