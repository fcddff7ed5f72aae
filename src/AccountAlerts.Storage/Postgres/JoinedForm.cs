using System.Globalization;
using NpgsqlTypes;

namespace AccountAlerts.Storage.Postgres;

/// <summary>
/// How one statement runs for many sets of values in one trip: the sets come as arrays, one per parameter, and stand beside the table as
/// one more to read from. A plain insert also has the form of a COPY. Statements that read what their neighbours write, or give a result,
/// have no such form and run one by one.
/// </summary>
/// <param name="Sql">Null if there is none.</param>
/// <param name="CopyInto">Table and columns; null if the statement is more than a plain insert.</param>
/// <param name="CopyColumns">For each column a parameter's number, or 0 and the constant.</param>
internal sealed record JoinedForm(string? Sql, string? CopyInto, IReadOnlyList<(int Parameter, long Constant)> CopyColumns)
{
    public const string Alias = "_v";

    private static readonly string[] Words = ["INSERT", "UPDATE", "DELETE", "VALUES", "SELECT", "SET", "FROM", "WHERE", "ON", "RETURNING", "WITH", "GROUP", "ORDER", "LIMIT"];

    private static readonly JoinedForm None = new(null, null, []);

    /// <param name="text">The statement with <c>_v.p1</c> for its first parameter.</param>
    public static JoinedForm Of(string text, NpgsqlDbType[] types)
    {
        List<(string Word, int At)> words = TopWords(text);
        if (types.Length == 0 || words.Count == 0 || words.Exists(word => word.Word is "RETURNING" or "WITH" or "GROUP" or "ORDER" or "LIMIT"))
            return None;
        string source = $"unnest({string.Join(", ", types.Select((type, index) => $"${index + 1}::{NameOf(type)}[]"))}) AS {Alias}({string.Join(", ", types.Select((_, index) => $"p{index + 1}"))})";
        return words[0].Word switch
        {
            "INSERT" when At("VALUES") is { } values => OfValues(text, values, source),
            "INSERT" when At("SELECT") is not null => new JoinedForm(OfSelect(text, At("FROM"), At("WHERE"), At("ON"), source), null, []),
            "UPDATE" when At("FROM") is null && At("WHERE") is { } where => new JoinedForm(text.Insert(where, $"FROM {source} "), null, []),
            "DELETE" when At("WHERE") is { } where => new JoinedForm(text.Insert(where, $"USING {source} "), null, []),
            _ => None,
        };

        int? At(string word) => words.Where(candidate => candidate.Word == word).Select(candidate => (int?)candidate.At).FirstOrDefault();
    }

    private static JoinedForm OfValues(string text, int values, string source)
    {
        int open = text.IndexOf('(', values);
        int close = Closing(text, open);
        string row = text[(open + 1)..close];
        string tail = text[(close + 1)..];
        if (row.Contains("SELECT", StringComparison.Ordinal) || tail.Contains(Alias + ".", StringComparison.Ordinal) || tail.TrimStart().StartsWith(','))
            return None;
        string sql = $"{text[..values]}SELECT {row} FROM {source}{tail}";
        string into = text[..values].Trim()["INSERT INTO ".Length..];
        List<(int, long)> columns = [];
        foreach (string value in row.Split(',', StringSplitOptions.TrimEntries))
        {
            if (value.StartsWith(Alias + ".p", StringComparison.Ordinal) && int.TryParse(value.AsSpan(Alias.Length + 2), CultureInfo.InvariantCulture, out int parameter))
                columns.Add((parameter, 0));
            else if (long.TryParse(value, CultureInfo.InvariantCulture, out long constant))
                columns.Add((0, constant));
            else
                return new JoinedForm(sql, null, []);
        }

        return string.IsNullOrWhiteSpace(tail) ? new JoinedForm(sql, into, columns) : new JoinedForm(sql, null, []);
    }

    private static string OfSelect(string text, int? from, int? where, int? on, string source)
    {
        if (from is { } tables)
            return text.Insert(tables + "FROM".Length, $" {source} CROSS JOIN");
        return text.Insert(where ?? on ?? text.Length, $" FROM {source} ");
    }

    private static string NameOf(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Integer => "integer",
        NpgsqlDbType.Boolean => "boolean",
        NpgsqlDbType.Double => "double precision",
        NpgsqlDbType.Bytea => "bytea",
        _ => "text",
    };

    private static int Closing(string text, int open)
    {
        int depth = 0;
        for (int i = open; ; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
                return i;
        }
    }

    /// <summary>The words that build a statement, outside brackets and quotes.</summary>
    private static List<(string Word, int At)> TopWords(string text)
    {
        var found = new List<(string, int)>();
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter is '\'' or '"' && (quote == '\0' || quote == letter))
                quote = quote == '\0' ? letter : '\0';
            if (quote != '\0')
                continue;
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth > 0 || !char.IsAsciiLetterUpper(letter) || (i > 0 && IsWord(text[i - 1])))
                continue;
            int end = i + 1;
            while (end < text.Length && IsWord(text[end]))
                end++;
            // IS DISTINCT FROM is a comparison.
            bool compares = i > 9 && text.AsSpan(i - 9, 9).SequenceEqual("DISTINCT ");
            if (!compares && Array.Find(Words, word => text.AsSpan(i, end - i).SequenceEqual(word)) is { } known)
                found.Add((known, i));
            i = end - 1;
        }

        return found;
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
