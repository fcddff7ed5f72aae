using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Who is reminded of what was forgotten, in the order in which they are asked. Stored as a number: never renumber.</summary>
public enum ReminderLevel { None = 0, Holder = 1, Backup = 2, Manager = 3 }

/// <summary>When what nobody has finished is said again, counted in working hours. Pure.</summary>
public static class ReminderRule
{
    /// <summary>Working hours after which the holder of a critical alert, then their backup, then their manager hears of it.</summary>
    private static readonly (ReminderLevel Level, TimeSpan After)[] Critical =
    [
        (ReminderLevel.Holder, TimeSpan.FromHours(4)), (ReminderLevel.Backup, TimeSpan.FromHours(8)), (ReminderLevel.Manager, TimeSpan.FromHours(16)),
    ];

    /// <summary>The highest level for which there are reminders; beyond it there is nothing to look for.</summary>
    public static ReminderLevel Last(Severity severity) => severity switch
    {
        Severity.Critical => ReminderLevel.Manager,
        Severity.High => ReminderLevel.Holder,
        _ => ReminderLevel.None,
    };

    /// <summary>The latest of: told, handed over, and the first working morning of a new owner.</summary>
    public static DateTimeOffset Start(DateTimeOffset told, DateTimeOffset? handed, DateTimeOffset? ownerSince, WorkCalendar calendar)
    {
        var start = handed is { } at && at > told ? at : told;
        return ownerSince is { } since && calendar.NextMorning(since, calendar.Hours.From) is var morning && morning > start ? morning : start;
    }

    /// <summary>The level that is due by now, the highest of several.</summary>
    /// <param name="start">As <see cref="Start"/> says.</param>
    /// <param name="dueDays">Calendar days that the first step may take.</param>
    /// <param name="calendar">The holder's.</param>
    public static ReminderLevel Due(Severity severity, DateTimeOffset start, int dueDays, WorkCalendar calendar, DateTimeOffset now)
    {
        if (severity == Severity.Critical)
            return Critical.Where(step => now >= calendar.AddWork(start, step.After)).Select(step => step.Level).DefaultIfEmpty().Max();
        if (severity < Severity.High)
            return ReminderLevel.None;
        var end = calendar.At(calendar.DayOf(start).PlusDays(dueDays), calendar.Hours.To);
        var half = calendar.WorkBetween(start, end) / 2;
        // Told on a Friday evening and due on Saturday: there is no working time to halve, so the next working morning it is.
        return now >= calendar.AddWork(start, half > TimeSpan.Zero ? half : TimeSpan.FromMinutes(1)) ? ReminderLevel.Holder : ReminderLevel.None;
    }
}
