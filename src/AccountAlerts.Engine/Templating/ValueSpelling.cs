using System.Text;

namespace AccountAlerts.Engine.Templating;

/// <summary>
/// Carries values through Markdown untouched. Backslash escapes depend on where a value lands (a code span shows them, a star beside one
/// no longer opens emphasis), so a value is spelled in letters of the private use area instead, two for each of its UTF-16 units.
/// Markdown has no rule for them, and reading them back gives the value, verbatim and as text only.
/// </summary>
internal static class ValueSpelling
{
    private const int High = 0xE000;
    private const int Low = 0xE100;
    private const int End = 0xE200;

    public static void Write(ReadOnlySpan<char> value, TextWriter target)
    {
        foreach (var unit in value)
        {
            target.Write((char)(High + (unit >> 8)));
            target.Write((char)(Low + (unit & 0xFF)));
        }
    }

    /// <summary>Whether a character is one of the letters that values are spelled in; templates must not hold them.</summary>
    public static bool IsReserved(char c) => c is >= (char)High and < (char)End;

    public static string Read(string text)
    {
        if (!text.Any(IsReserved))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsReserved(text[i]) && i + 1 < text.Length && IsReserved(text[i + 1]))
                plain.Append((char)(((text[i] - High) << 8) | (text[++i] - Low)));
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
