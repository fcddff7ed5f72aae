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

    private int _at;

    public List<Token> Read()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            if (_at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, _at, "the end"));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private Token Next()
    {
        var c = text[_at];
        if (char.IsAsciiLetter(c) || c == '_')
            return Name();
        if (char.IsAsciiDigit(c) || (c == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
            return Number();
        if (c is '"' or '\'')
            return Word(c);
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0)
                continue;
            _at += symbol.Length;
            return new Token(TokenKind.Symbol, _at - symbol.Length, symbol);
        }

        throw new GrammarException(_at, c == '='
            ? "'=' is not an operator; equality is written =="
            : $"{Show(c)} has no meaning here; allowed are signal names, numbers such as 7d or 60%, words in quotes, comparisons, and, or, not, ( )");
    }

    private Token Name()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
            _at++;
        return new Token(TokenKind.Name, start, text[start.._at]);
    }

    private Token Number()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            _at++;
        var digits = text[start.._at];
        if (digits.Count(char.IsAsciiDigit) > MaxDigits)
            throw new GrammarException(start, $"the number has more than {MaxDigits} digits");
        if (digits.EndsWith('.') || !decimal.TryParse(
            digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw new GrammarException(start, $"{digits} is not a number; write 50, 0.5, 60% or 7d");
        var suffixStart = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '%' or '_'))
            _at++;
        var suffix = text[suffixStart.._at];
        if (suffix is not ("" or "d" or "%"))
            throw new GrammarException(suffixStart, $"a number cannot end in {Show(suffix)}; allowed are d for days and % for shares");
        return new Token(TokenKind.Number, start, text[start.._at], number, suffix);
    }

    private Token Word(char quote)
    {
        var start = _at++;
        var word = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
                _at++;
            word.Append(text[_at++]);
        }

        if (_at == text.Length)
            throw new GrammarException(start, $"the word that starts here has no closing {quote}");
        _at++;
        return new Token(TokenKind.Word, start, word.ToString());
    }

    /// <summary>Hostile input must not reach a terminal through a message.</summary>
    private static string Show(string word) => string.Concat(word.Take(20).Select(c => char.IsControl(c) ? '?' : c).Prepend('\'').Append('\''));

    private static string Show(char c) => char.IsAscii(c) && !char.IsControl(c) ? $"'{c}'" : $"the character U+{(int)c:X4}";
}
