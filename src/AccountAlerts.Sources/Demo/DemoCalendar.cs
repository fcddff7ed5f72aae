namespace AccountAlerts.Sources.Demo;

/// <summary>
/// The demo's own count of days: 0 is the day on which it was first polled, -1 the day before. Stories are written in these numbers,
/// so that they begin on whatever day somebody starts the service.
/// </summary>
/// <param name="Anchor">Day 0.</param>
/// <param name="Days">How many days of use lie before day 0.</param>
internal sealed record DemoCalendar(DateOnly Anchor, int Days)
{
    /// <summary>The first day with use.</summary>
    public int FirstDay => -Days;

    public DateOnly Date(int day) => Anchor.AddDays(day);

    /// <summary>An instant of a day, so many minutes after its start in UTC.</summary>
    public DateTimeOffset Instant(int day, int minutes) => new(Date(day).ToDateTime(new TimeOnly(0, 0)).AddMinutes(minutes), TimeSpan.Zero);

    public bool IsWeekday(int day)
    {
        int ofWeek = (int)(((long)Anchor.DayOfWeek + day) % 7 + 7) % 7;
        return ofWeek is > 0 and < 6;
    }

    /// <summary>The day with exactly so many whole weekdays between it and day 0; itself a weekday.</summary>
    public int WeekdaysAgo(int weekdaysSince)
    {
        int day = 0;
        for (int seen = 0; seen <= weekdaysSince;)
        {
            day--;
            if (IsWeekday(day))
                seen++;
        }

        return day;
    }
}
