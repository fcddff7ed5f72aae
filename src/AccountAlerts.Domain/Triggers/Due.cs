using System.Globalization;

namespace AccountAlerts.Domain.Triggers;

/// <summary>How long the first step may take.</summary>
/// <param name="Days">From 0.</param>
/// <param name="Working">True: only working days count; false: every day does.</param>
public sealed record Due(int Days, bool Working)
{
    public const int MaxDays = 365;

    public const string Allowed = "2d, 2 days, 2 working days or 1 week";

    /// <summary>No week of anybody's has a longer break; beyond it there is no working day at all, and every day will do.</summary>
    private const int LongestBreak = 14;

    /// <summary>Who says nothing of their week works on these.</summary>
    public static bool MondayToFriday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The last day, counted from the day on which the alert opened; nobody is asked for something on a day off, so it is the next working day then.</summary>
    /// <param name="works">Whether whoever has to do it works on a day.</param>
    public DateOnly From(DateOnly opened, Func<DateOnly, bool> works)
    {
        ArgumentNullException.ThrowIfNull(works);
        if (!Working)
            return Next(opened.AddDays(Days), works);
        var day = opened;
        for (var left = Days; left > 0; left--)
            day = Next(day.AddDays(1), works);
        return Next(day, works);
    }

    /// <summary>The day itself, or the first working day after it.</summary>
    private static DateOnly Next(DateOnly day, Func<DateOnly, bool> works)
    {
        for (var later = 0; later <= LongestBreak; later++)
        {
            if (works(day.AddDays(later)))
                return day.AddDays(later);
        }

        return day;
    }

    /// <returns>Null for anything but the forms of <see cref="Allowed"/>.</returns>
    public static Due? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxDays)
            return null;
        return text[digits..].Trim() switch
        {
            "d" or "day" or "days" => new Due(number, Working: false),
            "working day" or "working days" => new Due(number, Working: true),
            "w" or "week" or "weeks" when number * 7 <= MaxDays => new Due(number * 7, Working: false),
            _ => null,
        };
    }
}
