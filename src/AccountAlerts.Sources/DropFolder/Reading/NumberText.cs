using System.Buffers;
using System.Globalization;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Numbers as the contract writes them: digits, a point, an exponent if need be; nothing that depends on a country.</summary>
internal static class NumberText
{
    private const int ExactDigits = 15;

    private static readonly SearchValues<byte> DigitsAndSeparators = SearchValues.Create("+-0123456789.,"u8);

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <remarks>
    /// Up to 15 digits the digits and the power of ten are both exact as doubles, so that one division rounds as the
    /// framework's parser does, without its cost. All else goes there.
    /// </remarks>
    public static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        if (text.Length - at is 0 or > ExactDigits)
            return TryParseSlowly(text, out number);

        long digits = 0;
        int point = -1;
        for (int i = at; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
                digits = (digits * 10) + digit;
            else if (text[i] == '.' && point < 0 && i > at && i < text.Length - 1)
                point = i;
            else
                return TryParseSlowly(text, out number);
        }

        number = point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
        if (at == 1)
            number = -number;
        return true;
    }

    /// <returns>What is wrong with a text that is no number, and how to write it.</returns>
    public static string Advice(ReadOnlySpan<byte> text)
    {
        string quoted = Plain.Quote(text);
        if (text.Contains((byte)',') && text.IndexOfAnyExcept(DigitsAndSeparators) < 0)
            return $"{quoted} has a comma: write numbers without thousands separators and with a decimal point, like 1234.5";

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $"{quoted} is no number that can be counted with"
            : $"{quoted} is not a number: write it like 1234.5";
    }

    private static bool TryParseSlowly(ReadOnlySpan<byte> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
