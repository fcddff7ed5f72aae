using System.Buffers;
using AccountAlerts.Storage.Facts;
using NpgsqlTypes;

namespace AccountAlerts.Storage.Postgres;

/// <summary>What a statement is bound to, made into what the server expects.</summary>
internal static class PostgresValue
{
    /// <summary>Stands for U+0000, which PostgreSQL cannot store in a text. No text has a use for this character: Unicode keeps it free for such marks.</summary>
    public const char Nul = '\uFFFE';

    private static readonly SearchValues<char> Special = SearchValues.Create(['\0', Nul]);

    /// <summary>Null, long, double, byte[] or string, as a value of the type.</summary>
    public static object Of(object? value, NpgsqlDbType type) => (value, type) switch
    {
        (null, _) => DBNull.Value,
        (long number, NpgsqlDbType.Integer) => (int)number,
        (long number, NpgsqlDbType.Boolean) => number != 0,
        (long number, NpgsqlDbType.Double) => (double)number,
        (double number, NpgsqlDbType.Bigint) => (long)number,
        _ => value,
    };

    /// <summary>One parameter's values of many runs, as an array.</summary>
    public static object Many(IReadOnlyList<object?[]> runs, int parameter, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Bigint => Column(runs, parameter, type, value => (long?)value),
        NpgsqlDbType.Integer => Column(runs, parameter, type, value => (int?)value),
        NpgsqlDbType.Boolean => Column(runs, parameter, type, value => (bool?)value),
        NpgsqlDbType.Double => Column(runs, parameter, type, value => (double?)value),
        NpgsqlDbType.Bytea => Column(runs, parameter, type, value => (byte[]?)value),
        _ => Column(runs, parameter, type, value => (string?)value),
    };

    /// <summary>A text that every database gives back alike: halves of surrogate pairs become U+FFFD.</summary>
    public static string Storable(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            text = WellFormed.Of(text);
        return text.AsSpan().ContainsAny(Special) ? text.Replace(Nul, '\uFFFD').Replace('\0', Nul) : text;
    }

    private static T[] Column<T>(IReadOnlyList<object?[]> runs, int parameter, NpgsqlDbType type, Func<object?, T> cast)
    {
        var column = new T[runs.Count];
        for (int i = 0; i < column.Length; i++)
            column[i] = cast(runs[i][parameter] is { } value ? Of(value, type) : null);
        return column;
    }
}
