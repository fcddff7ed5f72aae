namespace AccountAlerts.Domain.Digests;

/// <summary>Why a digest is said now, or not.</summary>
public enum DigestTiming
{
    /// <summary>This day's was said.</summary>
    Said,
    NoWorkingDay,

    /// <summary>Before its hour.</summary>
    Early,

    /// <summary>Yesterday's numbers are not in yet.</summary>
    WaitsForData,

    /// <summary>The morning is over: a late digest helps nobody.</summary>
    TooLate,
    Due,
}

/// <summary>Decides whether a reader's digest is due. Days are the reader's own; instants of the day are worked out in their zone. Pure.</summary>
/// <param name="Day">The reader's day at this moment.</param>
/// <param name="At">When it is due, on that day.</param>
/// <param name="WaitUntil">How long it waits for yesterday's numbers.</param>
/// <param name="Latest">From here on it is not said any more.</param>
public sealed record DigestClock(DateOnly Day, bool WorkingDay, DateTimeOffset At, DateTimeOffset WaitUntil, DateTimeOffset Latest)
{
    /// <param name="saidOn">
    /// The last day whose digest was said. Whoever flies westward lives a day twice and hears its digest once; the date, not the zone, counts.
    /// </param>
    /// <param name="complete">Yesterday's numbers are in and worked out.</param>
    public DigestTiming Decide(DateTimeOffset now, DateOnly? saidOn, bool complete)
    {
        if (saidOn >= Day)
            return DigestTiming.Said;
        if (!WorkingDay)
            return DigestTiming.NoWorkingDay;
        if (now < At)
            return DigestTiming.Early;
        if (now >= Latest)
            return DigestTiming.TooLate;
        return complete || now >= WaitUntil ? DigestTiming.Due : DigestTiming.WaitsForData;
    }
}
