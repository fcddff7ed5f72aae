using System.Globalization;
using System.Text;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>How reports write counts and quote what a file says.</summary>
internal static class Plain
{
    private const int QuotedCharacters = 40;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <returns>The start of a text in single quotes, on one line.</returns>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        string text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, QuotedCharacters * 4)]);
        return Quote(text);
    }

    public static string Quote(string text)
    {
        StringBuilder quoted = new("'", QuotedCharacters + 5);
        int taken = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (taken++ == QuotedCharacters)
                return quoted.Append("...'").ToString();

            quoted.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return quoted.Append('\'').ToString();
    }

    /// <returns>The number as a person would write it, without an exponent up to 2^53.</returns>
    public static string Number(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);
}
