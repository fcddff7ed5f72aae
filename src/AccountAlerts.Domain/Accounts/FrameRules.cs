namespace AccountAlerts.Domain.Accounts;

/// <summary>How far a day of evaluation may trust each stream.</summary>
public static class FrameRules
{
    /// <summary>A day is live if the product's clock has not passed it: what is still running or late must not look like silence.</summary>
    public static bool IsLive(DateOnly asOf, DateOnly today) => asOf >= today;

    /// <summary>
    /// Usage is complete through the earliest of the day itself, yesterday when live, and the newest day that any account has a row for.
    /// </summary>
    /// <param name="newestDay">The newest day up to <paramref name="asOf"/> with a usage row of any account.</param>
    public static StreamFreshness Usage(DateOnly asOf, DateOnly today, DateOnly? newestDay, int holdForDays)
    {
        if (newestDay is not { } newest || newest > asOf)
            return StreamFreshness.Never;

        var complete = Earliest(asOf, newest);
        if (IsLive(asOf, today))
            complete = Earliest(complete, today.AddDays(-1));
        return new StreamFreshness(true, complete, IsStale(asOf, complete, holdForDays));
    }

    /// <summary>Every stream that is neither usage nor the account itself: complete through its last successful read when live, else through the day.</summary>
    /// <param name="firstDay">The earliest day of any row of the stream, of any account.</param>
    /// <param name="lastReadOn">The UTC day of the last successful read of the source.</param>
    public static StreamFreshness Other(DateOnly asOf, DateOnly today, DateOnly? firstDay, DateOnly? lastReadOn, int holdForDays)
    {
        bool connected = firstDay <= asOf;
        if (!IsLive(asOf, today))
            return new StreamFreshness(connected, asOf, false);
        if (lastReadOn is not { } read)
            return new StreamFreshness(connected, null, connected);

        var complete = Earliest(asOf, read);
        return new StreamFreshness(connected, complete, IsStale(asOf, complete, holdForDays));
    }

    /// <summary>What was once said of an account (its columns, its team, its outcomes) holds until something else is said.</summary>
    public static StreamFreshness Always(DateOnly asOf) => new(true, asOf, false);

    /// <summary>The freshness of any stream, by the rule that fits it.</summary>
    public static StreamFreshness Of(
        FactStream stream, DateOnly asOf, DateOnly today, DateOnly? newestUsageDay, DateOnly? firstDay, DateOnly? lastReadOn, int holdForDays) =>
        stream switch
        {
            FactStream.Usage => Usage(asOf, today, newestUsageDay, holdForDays),
            FactStream.Accounts or FactStream.AccountHistory or FactStream.Outcomes or FactStream.Team or FactStream.AccountTeam or FactStream.Said => Always(asOf),
            _ => Other(asOf, today, firstDay, lastReadOn, holdForDays),
        };

    private static bool IsStale(DateOnly asOf, DateOnly complete, int holdForDays) => asOf.DayNumber - complete.DayNumber > holdForDays;

    private static DateOnly Earliest(DateOnly a, DateOnly b) => a < b ? a : b;
}
