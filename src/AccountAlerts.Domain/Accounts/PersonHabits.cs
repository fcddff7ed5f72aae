namespace AccountAlerts.Domain.Accounts;

/// <summary>How one person usually uses the product: their weekdays and their longest usual gap, as they were before their silence began.</summary>
/// <param name="LastActive">Day number of their last active day up to the last complete one.</param>
/// <param name="ActiveDays">Active days among the 180 days up to the last active one.</param>
/// <param name="UsualGap">95th percentile of the days from one active day to the next over those 180 days; null with fewer than two.</param>
/// <param name="WorkingDays">Weekdays (bit 0 = Monday) active in at least a quarter of 26 weeks, else Monday to Friday.</param>
internal sealed record PersonHabits(int LastActive, int ActiveDays, double? UsualGap, byte WorkingDays)
{
    public const int ThinBelow = 8;

    private const int GapDays = 180;

    private const int Weeks = 26;

    /// <param name="created">The day the account was created; what is earlier is no habit of it.</param>
    public static PersonHabits? Of(ReadOnlySpan<UsageEntry> entries, MetricTable metrics, int person, int lastActive, int created)
    {
        if (lastActive == UsageDigest.Never)
            return null;

        Span<bool> active = stackalloc bool[Weeks * 7];
        var traits = metrics.Traits;
        foreach (ref readonly var entry in entries)
        {
            int age = lastActive - entry.Day;
            if (entry.Person == person && entry.Day >= created && (uint)age < (uint)active.Length && IsActivity(in entry, traits))
                active[age] = true;
        }

        return new PersonHabits(lastActive, active[..GapDays].Count(true), GapOf(active[..GapDays]), WeekdaysOf(active, lastActive));
    }

    private static bool IsActivity(in UsageEntry entry, ReadOnlySpan<MetricTraits> traits) =>
        entry.Metric == MetricTable.Sighting
        || (entry.Value > 0 && (uint)entry.Metric < (uint)traits.Length && (traits[entry.Metric] & MetricTraits.Activity) != 0);

    private static double? GapOf(ReadOnlySpan<bool> active)
    {
        // A histogram of gaps: index is the length in days.
        Span<short> gaps = stackalloc short[GapDays];
        int count = 0, previous = -1;
        for (int age = 0; age < active.Length; age++)
        {
            if (!active[age])
                continue;
            if (previous >= 0)
            {
                gaps[age - previous]++;
                count++;
            }

            previous = age;
        }

        if (count == 0)
            return null;

        int rank = ((count * 95) + 99) / 100;
        int length = 0;
        while (rank > 0)
            rank -= gaps[++length];
        return length;
    }

    private static byte WeekdaysOf(ReadOnlySpan<bool> active, int lastActive)
    {
        Span<int> weeks = stackalloc int[7];
        for (int age = 0; age < active.Length; age++)
        {
            if (active[age])
                weeks[Workdays.WeekdayOf(lastActive - age)]++;
        }

        int days = 0;
        for (int weekday = 0; weekday < 7; weekday++)
        {
            if (weeks[weekday] * 4 >= Weeks)
                days |= 1 << weekday;
        }

        return days == 0 ? Workdays.MondayToFriday : (byte)days;
    }
}
