namespace AccountAlerts.Domain.Accounts;

/// <summary>One person; everything 0 is "never", so that a fresh array needs no filling. Slot 0 is the rows that name nobody.</summary>
internal struct PersonUse
{
    public double Value180;
    public double Value90;
    private int _notBefore;
    private int _last;

    /// <summary>Up to the as-of day.</summary>
    public readonly int First => _notBefore == 0 ? UsageDigest.Never : int.MaxValue - _notBefore;

    /// <summary>Up to the last complete day, which also stands for the days after it.</summary>
    public readonly int Last => _last == 0 ? UsageDigest.Never : _last - 1;

    public void Mark(int day, int age)
    {
        _notBefore = Math.Max(_notBefore, int.MaxValue - day);

        // Seen on a day that is not complete yet: not silent up to the last complete one.
        _last = Math.Max(_last, (age >= 0 ? day : day + age) + 1);
    }
}
