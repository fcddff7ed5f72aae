using System.Globalization;
using System.Text;

namespace AccountAlerts.Engine.Templating;

/// <summary>Makes text of others fit for one line of a message, whatever it holds.</summary>
public static class PlainText
{
    /// <summary>UTF-16 units; longer names are cut and end in an ellipsis.</summary>
    public const int DefaultLimit = 120;

    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// Drops control and format characters (so that no mark can turn the reading direction round), joins lines and runs of blanks to
    /// single blanks, and cuts at <paramref name="limit"/>. Joiners stay, since scripts and emoji are written with them. What remains is verbatim.
    /// </summary>
    public static string Clean(string? text, int limit = DefaultLimit)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length <= limit && IsClean(text))
            return text;
        var clean = new StringBuilder(Math.Min(text.Length, limit + 2));
        var blank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\n' or '\r' or '\t')
            {
                blank = clean.Length > 0;
                continue;
            }

            if (IsDropped(rune))
                continue;
            if (clean.Length + rune.Utf16SequenceLength + (blank ? 1 : 0) > limit)
                return Shorten(clean, limit);
            if (blank)
                clean.Append(' ');
            blank = false;
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>True for what most texts are: printable ASCII with single blanks between words.</summary>
    private static bool IsClean(string text)
    {
        char before = ' ';
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && before == ' '))
                return false;
            before = c;
        }

        return before != ' ';
    }

    private static bool IsDropped(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => true,
        UnicodeCategory.Format => rune.Value is not (ZeroWidthJoiner or ZeroWidthNonJoiner),
        _ => false,
    };

    private static string Shorten(StringBuilder clean, int limit)
    {
        while (clean.Length >= limit || (clean.Length > 0 && (char.IsHighSurrogate(clean[^1]) || clean[^1] == ' ')))
            clean.Length--;
        return clean.Append('…').ToString();
    }
}
