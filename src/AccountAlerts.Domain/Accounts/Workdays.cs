namespace AccountAlerts.Domain.Accounts;

/// <summary>Arithmetic on day numbers; day number 0 is a Monday.</summary>
internal static class Workdays
{
    public const byte MondayToFriday = 0b0001_1111;

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int WeekdayOf(int day) => day % 7;

    /// <summary>Days after <paramref name="after"/> up to and including <paramref name="through"/> that fall on the given weekdays (bit 0 = Monday).</summary>
    public static int Between(int after, int through, byte weekdays)
    {
        if (through <= after)
            return 0;

        int span = through - after;
        int count = span / 7 * System.Numerics.BitOperations.PopCount(weekdays);
        for (int day = through - (span % 7) + 1; day <= through; day++)
        {
            if ((weekdays >> WeekdayOf(day) & 1) != 0)
                count++;
        }

        return count;
    }
}
