using NodaTime;
using NodaTime.TimeZones;

namespace AccountAlerts.Engine.Routing;

/// <summary>When people work and when they want to be left alone. All times are local to the teammate.</summary>
/// <param name="Days">Working days.</param>
/// <param name="From">Working hours begin.</param>
/// <param name="To">Working hours end; later than <paramref name="From"/>.</param>
/// <param name="QuietFrom">Quiet hours begin, on working days.</param>
/// <param name="QuietTo">Quiet hours end; before <paramref name="QuietFrom"/> it is on the next day.</param>
public sealed record WorkHours(IReadOnlySet<IsoDayOfWeek> Days, LocalTime From, LocalTime To, LocalTime QuietFrom, LocalTime QuietTo)
{
    public static WorkHours Default { get; } = new(
        new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday },
        new LocalTime(9, 0), new LocalTime(17, 0), new LocalTime(19, 0), new LocalTime(8, 0));

    /// <summary>A time of the day as calendars count it.</summary>
    public static LocalTime TimeOf(TimeOnly time) => LocalTime.FromTicksSinceMidnight(time.Ticks);

    /// <summary>A day of the week as calendars count it.</summary>
    public static IsoDayOfWeek DayOf(DayOfWeek day) => day == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)day;
}

/// <summary>One teammate's days and hours in their zone. Pure.</summary>
/// <remarks>A local time that summer time skips counts as the next valid minute; of two equal hours the first counts.</remarks>
public sealed class WorkCalendar(DateTimeZone zone, WorkHours hours)
{
    /// <summary>No calendar of working days has a longer break than this; beyond it the settings name no working day.</summary>
    private const int LongestBreak = 14;

    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public DateTimeZone Zone => zone;

    public WorkHours Hours => hours;

    public LocalDate DayOf(DateTimeOffset now) => Local(now).Date;

    public DateTimeOffset At(LocalDate day, LocalTime time) => zone.ResolveLocal(day + time, Resolver).ToDateTimeOffset().ToUniversalTime();

    public bool IsWorkingDay(DateOnly day) => IsWorkingDay(LocalDate.FromDateOnly(day));

    public bool IsWorkingDay(LocalDate day) => hours.Days.Contains(day.DayOfWeek);

    /// <summary>Outside working days, and between the quiet hours of a working day.</summary>
    public bool IsQuiet(DateTimeOffset now)
    {
        var local = Local(now);
        if (!IsWorkingDay(local.Date))
            return true;
        var time = local.TimeOfDay;
        return hours.QuietFrom == hours.QuietTo ? false
            : hours.QuietFrom < hours.QuietTo ? time >= hours.QuietFrom && time < hours.QuietTo
            : time >= hours.QuietFrom || time < hours.QuietTo;
    }

    /// <summary>The next moment that is not quiet; <paramref name="now"/> itself if it is not.</summary>
    public DateTimeOffset QuietEnds(DateTimeOffset now)
    {
        if (!IsQuiet(now))
            return now;
        // Quiet ends where the quiet hours of a working day do, or where a working day begins without them.
        var day = DayOf(now);
        for (int i = 0; i <= LongestBreak; i++, day = day.PlusDays(1))
        {
            if (!IsWorkingDay(day))
                continue;
            foreach (var end in new[] { At(day, LocalTime.Midnight), At(day, hours.QuietTo) })
            {
                if (end > now && !IsQuiet(end))
                    return end;
            }
        }

        return now.AddDays(1);
    }

    /// <summary>The first time at or after <paramref name="now"/> at which it is <paramref name="time"/> of a working day.</summary>
    public DateTimeOffset NextMorning(DateTimeOffset now, LocalTime time)
    {
        var day = DayOf(now);
        for (int i = 0; i <= LongestBreak; i++, day = day.PlusDays(1))
        {
            if (IsWorkingDay(day) && At(day, time) is var at && at >= now)
                return at;
        }

        return now.AddDays(1);
    }

    /// <summary>The moment at which <paramref name="work"/> of working time has passed since <paramref name="from"/>.</summary>
    public DateTimeOffset AddWork(DateTimeOffset from, TimeSpan work)
    {
        var at = from;
        var day = DayOf(from);
        for (int i = 0; i < 3660; i++, day = day.PlusDays(1))
        {
            if (!IsWorkingDay(day))
                continue;
            var (begin, end) = (At(day, hours.From), At(day, hours.To));
            if (at < begin)
                at = begin;
            if (at >= end)
                continue;
            if (work <= end - at)
                return at + work;
            work -= end - at;
            at = end;
        }

        return at + work;
    }

    /// <summary>The working time that has passed between two instants.</summary>
    public TimeSpan WorkBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        for (var day = DayOf(from); day <= DayOf(to); day = day.PlusDays(1))
        {
            if (!IsWorkingDay(day))
                continue;
            var begin = Max(from, At(day, hours.From));
            var end = Min(to, At(day, hours.To));
            if (end > begin)
                sum += end - begin;
        }

        return sum;
    }

    private LocalDateTime Local(DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
