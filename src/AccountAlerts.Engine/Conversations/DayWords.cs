using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Reads a day to come as people type it: <c>friday</c>, <c>tomorrow</c>, <c>2 weeks</c>, <c>8 june</c>, <c>2026-06-08</c>.</summary>
public static partial class DayWords
{
    public const string Allowed = "tomorrow, friday, 2 weeks, 8 june or 2026-06-08";

    private static readonly string[] Forms = ["d MMMM yyyy", "MMMM d yyyy", "d MMM yyyy", "MMM d yyyy"];

    /// <param name="today">The local day of who types.</param>
    /// <returns>Null for anything else; a day without a year is the next one of that name.</returns>
    public static LocalDate? Read(string text, LocalDate today)
    {
        string plain = Noise().Replace(text.Trim().ToLowerInvariant(), "").Trim();
        if (DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return LocalDate.FromDateOnly(exact);
        if (plain == "tomorrow")
            return today.PlusDays(1);
        if (plain is "week" or "next week")
            return today.Next(IsoDayOfWeek.Monday);
        foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None))
        {
            string name = day.ToString().ToLowerInvariant();
            if (plain == name || plain == name[..3])
                return today.Next(day);
        }

        if (Span().Match(plain) is { Success: true } span && int.TryParse(span.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 3660)
        {
            return span.Groups["unit"].Value[0] switch
            {
                'w' => today.PlusWeeks(number),
                'm' => today.PlusMonths(number),
                _ => today.PlusDays(number),
            };
        }

        // Read in a leap year, so that every day of a year has its name.
        if (!DateTime.TryParseExact($"{plain} 2000", Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var near))
            return null;
        // The 29th of February has to wait for its year.
        for (int year = today.Year; year <= today.Year + 8; year++)
        {
            if (near.Day <= CalendarSystem.Iso.GetDaysInMonth(year, near.Month) && new LocalDate(year, near.Month, near.Day) is var day && day > today)
                return day;
        }

        return null;
    }

    [GeneratedRegex(@"^(on|next|in|the)\s+|(?<=\d)(st|nd|rd|th)\b|,")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?<n>\d{1,4})\s*(?<unit>d|days?|w|weeks?|months?)$")]
    private static partial Regex Span();
}
