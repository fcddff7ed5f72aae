using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>How far the stored facts reach.</summary>
internal static class HorizonQuery
{
    // The day of a row: the first of its days that is given. A row that gives none is taken as always known.
    private static readonly Dictionary<FactStream, string> FirstDay = new()
    {
        [FactStream.Accounts] = "SELECT min(coalesce(created_on, 0)) FROM account_values",
        [FactStream.AccountHistory] = "SELECT min(effective_on) FROM account_versions WHERE from_history = 1",
        // One person without a day decides it, and is mostly found at once.
        [FactStream.People] = """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM people WHERE named = 1 AND first_seen IS NULL) THEN 0
                ELSE (SELECT min(first_seen) FROM people WHERE named = 1) END
            """,
        [FactStream.Usage] = "SELECT min(id) FROM usage_days",
        [FactStream.Contracts] = "SELECT min(coalesce(starts_on, notice_on, ends_on)) FROM contracts",
        [FactStream.Opportunities] = "SELECT min(coalesce(close_on, 0)) FROM opportunities",
        [FactStream.Tickets] = "SELECT min(opened_at) FROM tickets",
        [FactStream.Feedback] = "SELECT min(date) FROM feedback",
        [FactStream.Invoices] = "SELECT min(coalesce(issued_on, due_on)) FROM invoices",
        [FactStream.Touchpoints] = "SELECT min(date) FROM touchpoints",
        [FactStream.Milestones] = "SELECT min(CASE WHEN due_on < reached_on THEN due_on ELSE coalesce(reached_on, due_on, 0) END) FROM milestones",
        [FactStream.Context] = "SELECT min(date) FROM context",
        [FactStream.Outcomes] = "SELECT min(renewal_on) FROM outcomes",
        [FactStream.Said] = "SELECT min(said_at) FROM said",
        [FactStream.Team] = "SELECT 0 FROM team LIMIT 1",
        [FactStream.AccountTeam] = "SELECT 0 FROM account_team LIMIT 1",
    };

    /// <summary>Stands for a stream that nothing but what teammates say feeds: it is complete on any day.</summary>
    private static readonly DateOnly Always = DateOnly.MaxValue;

    public static StoredHorizon Run(SqlSession session, FactLore lore, IReadOnlyDictionary<string, DateOnly> reads, DateOnly asOf)
    {
        var firstDays = lore.FirstDays(session);
        var streams = new Dictionary<FactStream, StreamHorizon>();
        foreach (StreamContract contract in FactContract.All)
        {
            DateOnly? read = reads.TryGetValue(contract.Name, out DateOnly day) ? (day == Always ? asOf : day) : null;
            if (firstDays[contract.Stream] is not null || read is not null)
                streams[contract.Stream] = new StreamHorizon(firstDays[contract.Stream], read);
        }

        return new StoredHorizon(NewestUpTo(asOf, lore.UsageDays(session)), streams, lore.Metrics(session))
        {
            TouchedShare = lore.Accounts(session).Count is > 0 and var accounts 
                // Accounts that were merged into another count once more here, and not among all.
                ? Math.Min(1, (double)CountUpTo(asOf, lore.FirstTouches(session)) / accounts)
                : null,
        };
    }

    /// <summary>The earliest day of any row of each stream; null for one without rows. Passes over the whole tables of the streams that it asks.</summary>
    /// <param name="known">What holds for all streams but those that are <paramref name="touched"/>; null asks all.</param>
    public static IReadOnlyDictionary<FactStream, DateOnly?> FirstDays(
        SqlSession session, IReadOnlyDictionary<FactStream, DateOnly?>? known, IReadOnlySet<FactStream> touched) => FactContract.All.ToDictionary(
            contract => contract.Stream,
            contract => known is not null && !touched.Contains(contract.Stream) ? known[contract.Stream] : First(session, contract.Stream));

    /// <summary>Day numbers of all days with a usage row of anybody, ascending.</summary>
    public static int[] UsageDays(SqlSession session)
    {
        using var rows = session.Prepare("SELECT id FROM usage_days ORDER BY id");
        var days = new List<int>();
        while (rows.Step())
            days.Add(rows.Int32(0));
        return [.. days];
    }

    public static int[] FirstTouches(SqlSession session)
    {
        var firsts = new Dictionary<int, int>();
        using var rows = session.Prepare("SELECT id, date FROM touchpoints");
        while (rows.Step())
        {
            int account = FactKeys.AccountOfRow(rows.Int64(0)), day = rows.Int32(1);
            firsts[account] = Math.Min(day, firsts.GetValueOrDefault(account, int.MaxValue));
        }

        return [.. firsts.Values.Order()];
    }

    private static DateOnly? NewestUpTo(DateOnly asOf, int[] usageDays) =>
        CountUpTo(asOf, usageDays) is > 0 and var count ? DateOnly.FromDayNumber(usageDays[count - 1]) : null;

    /// <summary>How many of the days, which ascend, are not after one.</summary>
    private static int CountUpTo(DateOnly asOf, int[] days)
    {
        int first = 0, end = days.Length;
        while (first < end)
        {
            int middle = (first + end) / 2;
            if (days[middle] <= asOf.DayNumber)
                first = middle + 1;
            else
                end = middle;
        }

        return first;
    }

    private static DateOnly? First(SqlSession session, FactStream stream)
    {
        using var statement = session.Prepare(FirstDay[stream]);
        if (!statement.Step() || statement.IsNull(0))
            return null;
        return stream is FactStream.Tickets or FactStream.Said ? DayOf(statement.Int64(0)) : Cells.Day(statement.Int64(0));
    }

    // The source that was read longest ago decides: what it has since then is missing. What teammates say is never late.
    public static IReadOnlyDictionary<string, DateOnly> LastReads(SqlSession session)
    {
        var reads = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        using var statement = session.Prepare(
            "SELECT r.stream, min(CASE WHEN s.name = ? THEN NULL ELSE r.at END) FROM stream_reads AS r JOIN sources AS s ON s.id = r.source GROUP BY r.stream");
        for (statement.Bind(1, FactContract.Chat); statement.Step();)
            reads[statement.Text(0)] = statement.Int64OrNull(1) is { } at ? DayOf(at) : Always;
        return reads;
    }

    private static DateOnly DayOf(long milliseconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
}
