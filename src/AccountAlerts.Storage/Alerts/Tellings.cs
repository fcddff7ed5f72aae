using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Read models over tellings.</summary>
public sealed class Tellings(SqlDatabase database) : ITellings
{
    // Only of news that is still the newest of a living alert; what was overtaken by events is not told any more.
    private const string OfLiving = """
        JOIN alerts a ON a.account_id = t.account_id AND a.trigger = t.trigger AND a.subject_kind = t.subject_kind AND a.subject_key = t.subject_key
            AND a.latest = 1 AND a.episode = t.episode AND a.state <> 4
        """;

    private static readonly string Columns = string.Join(", ", TellingRows.Columns.Split(", ").Select(column => "t." + column));

    public Task<IReadOnlyList<Telling>> OfAccountsAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation)
    {
        using var reader = database.Read();
        reader.Freeze();
        using var rows = reader.Prepare($"SELECT {Columns} FROM tellings t {OfLiving} WHERE t.account_id = ?1 ORDER BY t.id");
        var tellings = new List<Telling>();
        foreach (int account in accountIds)
        {
            cancellation.ThrowIfCancellationRequested();
            for (rows.Reset().Bind(1, account); rows.Step();)
                tellings.Add(TellingRows.Read(rows));
        }

        return Task.FromResult<IReadOnlyList<Telling>>(tellings);
    }

    public Task<IReadOnlyList<Telling>> WaitingAsync(string reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lent = database.Read();
        using var rows = lent.Prepare(
            $"""
            SELECT {Columns} FROM tellings t {OfLiving}
            WHERE t.reader = ?1 AND t.told_at IS NULL AND t.way IN ({(int)TellingWay.Digest}, {(int)TellingWay.Held})
            ORDER BY t.severity DESC, t.money IS NULL, t.money DESC, t.decided_at, t.id
            """);
        rows.Bind(1, reader);
        return Task.FromResult<IReadOnlyList<Telling>>(All(rows));
    }

    public Task<IReadOnlyList<Telling>> BundledAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lent = database.Read();
        using var rows = lent.Prepare($"SELECT {Columns} FROM tellings t {OfLiving} WHERE t.told_at IS NULL AND t.way = {(int)TellingWay.Bundle} ORDER BY t.id");
        return Task.FromResult<IReadOnlyList<Telling>>(All(rows));
    }

    public Task<IReadOnlyList<Telling>> SinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lent = database.Read();
        using var rows = lent.Prepare($"SELECT {Columns} FROM tellings t WHERE t.decided_at >= ?1 OR t.told_at >= ?1 ORDER BY t.id");
        rows.Bind(1, since.ToUnixTimeMilliseconds());
        return Task.FromResult<IReadOnlyList<Telling>>(All(rows));
    }

    public Task<int> CountDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lent = database.Read();
        using var row = lent.Prepare($"SELECT count(*) FROM tellings t {OfLiving} WHERE t.told_at IS NULL AND t.way = 3 AND t.until_at <= ?1");
        row.Bind(1, now.ToUnixTimeMilliseconds()).Step();
        return Task.FromResult(row.Int32(0));
    }

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lent = database.Read();
        using var row = lent.Prepare(
            """
            SELECT min(due) FROM (
                SELECT min(until_at) AS due FROM tellings WHERE told_at IS NULL AND way = 3 AND until_at > ?1
                UNION ALL SELECT min(wake_at) FROM alerts WHERE latest = 1 AND wake_at IS NOT NULL AND wake_at > ?1) AS soonest
            """);
        row.Bind(1, after.ToUnixTimeMilliseconds()).Step();
        return Task.FromResult<DateTimeOffset?>(row.Int64OrNull(0) is { } due ? AlertRows.Instant(due) : null);
    }

    private static List<Telling> All(SqlStatement rows)
    {
        var tellings = new List<Telling>();
        while (rows.Step())
            tellings.Add(TellingRows.Read(rows));
        return tellings;
    }
}
