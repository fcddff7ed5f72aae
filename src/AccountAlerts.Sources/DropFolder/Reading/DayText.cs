using System.Globalization;
using System.Text;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Days and instants as the contract writes them. Years outside 1970 to 2200 are somebody's placeholder, never a fact.</summary>
internal static class DayText
{
    private const int FirstYear = 1970;
    private const int LastYear = 2200;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;

        int year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5);
        int dayOfMonth = Two(text, 8);
        if (year < 1 || Two(text, 0) < 0 || Two(text, 2) < 0 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return false;

        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    public static bool InRange(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    /// <returns>What is wrong with a text that is no day in range.</returns>
    public static string Advice(ReadOnlySpan<byte> text, bool isDay) => isDay
        ? $"{Plain.Quote(text)} is outside the years {FirstYear} to {LastYear}"
        : $"{Plain.Quote(text)} is not a date: write it as yyyy-MM-dd, like 2026-03-31";

    public static string InstantAdvice(ReadOnlySpan<byte> text, bool isInstant) => isInstant
        ? Advice(text, isDay: true)
        : $"{Plain.Quote(text)} is not an instant: write it as yyyy-MM-dd or like 2026-03-31T14:05:00Z";

    /// <summary>A day means its start; an instant without an offset is UTC. Kept to the millisecond.</summary>
    public static bool TryParseInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        if (TryParse(text, out DateOnly day))
        {
            instant = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            return true;
        }

        instant = default;
        return text.Length <= 40
            && DateTimeOffset.TryParseExact(
                Encoding.UTF8.GetString(text), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out instant);
    }

    /// <returns>The two digits, or less than 0 where there are none.</returns>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0');
        uint ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -10_000 : (int)((tens * 10) + ones);
    }
}
