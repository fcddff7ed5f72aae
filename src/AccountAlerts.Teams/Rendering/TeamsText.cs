using System.Globalization;
using System.Text;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Text of others, for places of limited size in a card.</summary>
public static class TeamsText
{
    private const char Ellipsis = '…';
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>At most <paramref name="limit"/> UTF-16 units, never half a character, and nothing that Teams would put something else in the place of.</summary>
    /// <remarks>
    /// Macros such as {{DATE(...)}} are worked out by some clients in any text of a card, and at-tags by some in more than they should: both
    /// are pulled apart by a blank. Control characters go, and marks that turn the reading direction round.
    /// </remarks>
    public static string Fit(string text, int limit)
    {
        string clean = Clean(text);
        if (clean.Length <= limit)
            return clean;
        int end = limit - 1;
        if (char.IsHighSurrogate(clean[end - 1]))
            end--;
        return clean[..end].TrimEnd() + Ellipsis;
    }

    /// <summary>The same in one line, for titles and labels.</summary>
    public static string Line(string text, int limit) => Fit(text.ReplaceLineEndings(" "), limit);

    /// <summary>For a notification, which some clients show as HTML: its brackets become letters that look like them.</summary>
    public static string Notification(string text, int limit) => Line(text, limit).Replace('<', '‹').Replace('>', '›');

    /// <summary>A name for the one place that is read as Markdown and XML: letters, digits and what names are written with; the rest becomes blanks.</summary>
    /// <returns>Empty where nothing is left.</returns>
    public static string Name(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in Line(name, 60).EnumerateRunes())
            plain.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '.' or ',' or '-' or '&' || IsMark(rune) ? rune.ToString() : " ");
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimStart('-', '.', ',');
    }

    /// <summary>For XML within a text.</summary>
    public static string Xml(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (!IsDropped(rune))
                clean.Append(rune.ToString());
        }

        return clean.Replace("{{", "{ {").Replace("<at", "< at").Replace("<AT", "< AT").Replace("<At", "< At").Replace("<aT", "< aT").ToString();
    }

    /// <summary>True for what most texts are.</summary>
    private static bool IsClean(string text)
    {
        foreach (char letter in text)
        {
            if (letter is (< ' ' and not '\n') or > '~' or '{' or '<')
                return false;
        }

        return true;
    }

    private static bool IsDropped(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => true,
        UnicodeCategory.Format => rune.Value is not (ZeroWidthJoiner or ZeroWidthNonJoiner),
        _ => false,
    };

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
