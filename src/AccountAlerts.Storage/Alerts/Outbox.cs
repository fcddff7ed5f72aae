using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The sending side of the outbox. Leases run by the database's clock, never by the product's.</summary>
public sealed class Outbox(SqlDatabase database, DeliveryOptions options) : IOutbox
{
    // Each an index probe; in priority order so that the planner needs no other index.
    private static readonly string NextHold = $"""
        SELECT min(h) FROM ({string.Join(" UNION ALL ", Enum.GetValues<Priority>().Select(priority => $"""
            SELECT * FROM (SELECT hold_until AS h FROM lanes WHERE workspace_id = ?1 AND priority = {(int)priority} AND hold_until >= ?2 ORDER BY hold_until LIMIT 1) AS p{(int)priority}
            """))}) AS next
        """;

    public Task<OutboxTurn> TurnAsync(
        string platform, PlatformLimits limits, IReadOnlyList<OutboxDone> done, int most, CancellationToken cancellation)
    {
        // A look without a write: most polls find nothing.
        if (done.Count == 0)
        {
            using var reader = database.Read();
            if (!IsDue(reader, platform, limits, reader.NowMs))
                return Task.FromResult(new OutboxTurn([], [], NextDue(reader, platform, limits, reader.NowMs)));
        }

        return database.WriteAsync(session => Turn(session, platform, limits, done, most), cancellation);
    }

    public Task<int> ReleaseAsync(CancellationToken cancellation) => database.ServesOne
        ? database.WriteAsync(
            session =>
            {
                Adopt(session);
                using var release = session.Prepare("""
                    UPDATE lanes SET lease_until = 0, epoch = epoch + 1, hold_until = CASE WHEN hold_until < ?1 THEN hold_until ELSE ?1 END
                    WHERE lease_until > 0
                    """);
                return (int)release.Bind(1, session.NowMs + (long)options.Timeout.TotalMilliseconds).Execute();
            },
            cancellation)
        : Task.FromResult(0);

    private OutboxTurn Turn(SqlSession session, string platform, PlatformLimits limits, IReadOnlyList<OutboxDone> done, int most)
    {
        long now = session.NowMs;
        var records = new OutboxRecords(session, limits, now);
        if (done.Count > 0)
            records.Write(done);
        var claimed = most > 0 ? new OutboxClaims(session, limits, options, now).Claim(platform, most) : [];
        return new OutboxTurn(claimed, records.Lost, most > 0 && claimed.Count == most ? null : NextDue(session, platform, limits, now));
    }

    /// <summary>Rows that waited when lanes did not exist yet.</summary>
    private static void Adopt(SqlSession session)
    {
        var places = new List<Conversation>();
        using (var rows = session.Prepare("SELECT DISTINCT platform, workspace, conversation FROM outbox WHERE pending = 1 AND lane_id IS NULL"))
        {
            while (rows.Step())
                places.Add(new Conversation(rows.Text(0), rows.Text(1), rows.Text(2)));
        }

        if (places.Count == 0)
            return;
        using var queue = new OutboxQueue(session, session.NowMs);
        queue.Adopt(places);
    }

    /// <summary>Whether a claim would find anything: a lane that is due, with a message whose call may be made now.</summary>
    private static bool IsDue(SqlSession session, string platform, PlatformLimits limits, long now)
    {
        foreach (var workspace in OutboxWorkspace.Read(session, platform, locked: false))
        {
            var tokens = workspace.Tokens(limits, now);
            if (workspace.BlockedUntil > now || tokens.None)
                continue;
            using var row = session.Prepare($"""
                SELECT 1 WHERE {string.Join(" OR ", Enum.GetValues<Priority>().Select(priority =>
                    $"EXISTS (SELECT 1 FROM lanes l WHERE l.workspace_id = ?1 AND l.priority = {(int)priority} AND l.hold_until <= ?2 AND l.method IN ({tokens.Methods}))"))}
                """);
            if (row.Bind(1, workspace.Id).Bind(2, now).Step())
                return true;
        }

        return false;
    }

    private static TimeSpan? NextDue(SqlSession session, string platform, PlatformLimits limits, long now)
    {
        long next = long.MaxValue;
        foreach (var workspace in OutboxWorkspace.Read(session, platform, locked: false))
        {
            if (workspace.BlockedUntil > now)
                next = Math.Min(next, FirstHold(session, workspace.Id, 0) is { } first ? Math.Max(first, workspace.BlockedUntil) : next);
            else if (workspace.NextToken(limits, now) is { } token && FirstHold(session, workspace.Id, 0) <= now)
                next = Math.Min(next, token);
            else if (FirstHold(session, workspace.Id, now + 1) is { } hold)
                next = Math.Min(next, hold);
        }

        return next < long.MaxValue ? TimeSpan.FromMilliseconds(Math.Max(0, next - now)) : null;
    }

    /// <summary>When the first lane with something to send is due, of those that are not due before <paramref name="from"/>.</summary>
    private static long? FirstHold(SqlSession session, long workspace, long from)
    {
        using var row = session.Prepare(NextHold);
        return row.Bind(1, workspace).Bind(2, from).Step() ? row.Int64OrNull(0) : null;
    }
}
