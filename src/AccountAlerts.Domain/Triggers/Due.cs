using System.Globalization;

namespace AccountAlerts.Domain.Triggers;

/// <summary>How long the first step may take.</summary>
/// <param name="Days">From 0.</param>
/// <param name="Working">True: Monday to Friday count; false: every day does.</param>
public sealed record Due(int Days, bool Working)
{
    public const int MaxDays = 365;

    public const string Allowed = "2d, 2 days, 2 working days or 1 week";

    /// <summary>The last day, counted from the day on which the alert opened.</summary>
    public DateOnly From(DateOnly opened)
    {
        if (!Working)
            return opened.AddDays(Days);
        var day = opened;
        for (var left = Days; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
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
