using System.Globalization;
using System.Text;

namespace AccountAlerts.Domain.Triggers.Conditions;

internal enum TokenKind { Name, Number, Word, Symbol, End }

/// <param name="Start">Offset from 0.</param>
/// <param name="Text">As written; for a word, what it says.</param>
/// <param name="Suffix">After a number: <c>d</c>, <c>%</c> or nothing.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text, decimal Number = 0, string Suffix = "");

/// <summary>A fault of grammar; carried to the top of the parser, never outside it.</summary>
internal sealed class GrammarException(int start, string message) : Exception(message)
{
    public int Start { get; } = start;
}

/// <summary>Cuts a condition into tokens.</summary>
internal sealed class ConditionLexer(string text)
{
    /// <summary>More digits than a double can tell apart.</summary>
    private const int MaxDigits = 15;

    private static readonly string[] Symbols = ["<=", ">=", "==", "!=", "<", ">", "(", ")", "[", "]", ","];

    private int at;

    public List<Token> Read()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, at, "the end"));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private Token Next()
    {
        var c = text[at];
        if (char.IsAsciiLetter(c) || c == '_')
            return Name();
        if (char.IsAsciiDigit(c) || (c == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number();
        if (c is '"' or '\'')
            return Word(c);
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) != 0)
                continue;
            at += symbol.Length;
            return new Token(TokenKind.Symbol, at - symbol.Length, symbol);
        }

        throw new GrammarException(at, c == '='
            ? "'=' is not an operator; equality is written =="
            : $"{Show(c)} has no meaning here; allowed are signal names, numbers such as 7d or 60%, words in quotes, comparisons, and, or, not, ( )");
    }

    private Token Name()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.'))
            at++;
        return new Token(TokenKind.Name, start, text[start..at]);
    }

    private Token Number()
    {
        var start = at++;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            at++;
        var digits = text[start..at];
        if (digits.Count(char.IsAsciiDigit) > MaxDigits)
            throw new GrammarException(start, $"the number has more than {MaxDigits} digits");
        if (digits.EndsWith('.') || !decimal.TryParse(
            digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw new GrammarException(start, $"{digits} is not a number; write 50, 0.5, 60% or 7d");
        var suffixStart = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '%' or '_'))
            at++;
        var suffix = text[suffixStart..at];
        if (suffix is not ("" or "d" or "%"))
            throw new GrammarException(suffixStart, $"a number cannot end in {Show(suffix)}; allowed are d for days and % for shares");
        return new Token(TokenKind.Number, start, text[start..at], number, suffix);
    }

    private Token Word(char quote)
    {
        var start = at++;
        var word = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            word.Append(text[at++]);
        }

        if (at == text.Length)
            throw new GrammarException(start, $"the word that starts here has no closing {quote}");
        at++;
        return new Token(TokenKind.Word, start, word.ToString());
    }

    /// <summary>Hostile input must not reach a terminal through a message.</summary>
    private static string Show(string word) => string.Concat(word.Take(20).Select(c => char.IsControl(c) ? '?' : c).Prepend('\'').Append('\''));

    private static string Show(char c) => char.IsAscii(c) && !char.IsControl(c) ? $"'{c}'" : $"the character U+{(int)c:X4}";
}
