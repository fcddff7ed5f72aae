using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>What people and the auditor see of the outbox, and what they can do about it.</summary>
public sealed class DeliveryDesk(SqlDatabase database, DispatchSignal signal) : IDeliveryDesk
{
    // A lane that could go now: nothing holds it, and its workspace is open.
    private const string Open = "l.priority IS NOT NULL AND l.hold_until <= ?1 AND w.blocked_until <= ?1";

    private const string CardsWithoutMessage = """
        SELECT count(*) FROM cards c WHERE c.phase = 0 AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.key = c.key AND (o.message_id IS NOT NULL OR o.pending = 1 OR o.dead = 1))
        """;

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var counts = reader.Prepare(
            "SELECT (SELECT count(*) FROM outbox WHERE pending = 1), (SELECT count(*) FROM outbox WHERE dead = 1)");
        counts.Step();
        return Task.FromResult(new DeliveryCounts(counts.Int32(0), counts.Int32(1), Broken(reader)));
    }

    public Task<IReadOnlyList<BrokenDestination>> BrokenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        return Task.FromResult<IReadOnlyList<BrokenDestination>>(Broken(reader));
    }

    public Task<DeliveryOverview> OverviewAsync(int most, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        reader.Freeze();
        return Task.FromResult(new DeliveryOverview(
            Queues(reader), Delays(reader), Broken(reader), Dead(reader, most), Count(reader, "SELECT count(*) FROM outbox WHERE dead = 1"),
            Doubles(reader, most), Count(reader, "SELECT count(*) FROM outbox WHERE doubled > 0")));
    }

    public async Task<bool> ReplayAsync(long id, CancellationToken cancellation)
    {
        bool replayed = await database.WriteAsync(session => Replay(session, id), cancellation);
        if (replayed)
            signal.Wake();
        return replayed;
    }

    public async Task<bool> TryNowAsync(string platform, string workspace, string conversation, CancellationToken cancellation)
    {
        bool tried = await database.WriteAsync(
            session =>
            {
                // The reason stays until something went through. A lane under a lease is being tried as it is.
                using var now = session.Prepare(conversation.Length == 0
                    ? "UPDATE workspaces SET blocked_until = 0 WHERE platform = ?1 AND workspace = ?2 AND reason IS NOT NULL AND ?3 = ''"
                    : """
                      UPDATE lanes SET hold_until = 0 WHERE conversation = ?3 AND reason IS NOT NULL AND lease_until = 0
                      AND workspace_id = (SELECT w.id FROM workspaces w WHERE w.platform = ?1 AND w.workspace = ?2)
                      """);
                return now.Bind(1, platform).Bind(2, workspace).Bind(3, conversation).Execute() > 0;
            },
            cancellation);
        if (tried)
            signal.Wake();
        return tried;
    }

    public Task<int> CardsSinceAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare(
            "SELECT count(*) FROM cards WHERE conversation = ?1 AND created_at >= ?2 AND platform = ?3 AND workspace = ?4");
        row.Bind(1, conversation.Id).Bind(2, since.ToUnixTimeMilliseconds()).Bind(3, conversation.Platform).Bind(4, conversation.Workspace).Step();
        return Task.FromResult(row.Int32(0));
    }

    public Task<IReadOnlyList<ShownMessage>> ShownInAsync(Conversation conversation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            "SELECT key, message_id FROM outbox WHERE platform = ?1 AND workspace = ?2 AND conversation = ?3 AND message_id IS NOT NULL ORDER BY id");
        var shown = new List<ShownMessage>();
        for (rows.Bind(1, conversation.Platform).Bind(2, conversation.Workspace).Bind(3, conversation.Id); rows.Step();)
            shown.Add(new ShownMessage(rows.Text(0), rows.Text(1)));
        return Task.FromResult<IReadOnlyList<ShownMessage>>(shown);
    }

    public async Task<bool> FoundAsync(string key, Conversation place, string messageId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Asked at every press, and hardly ever so.
        using (var reader = database.Read())
        using (var row = reader.Prepare($"SELECT 1 FROM outbox WHERE key = ?1 AND {OutboxQueue.PerhapsThere}"))
        {
            if (!row.Bind(1, key).Step())
                return false;
        }

        bool found = await database.WriteAsync(session => Find(session, key, place, messageId), cancellation);
        if (found)
            signal.Wake();
        return found;
    }

    public Task<ShownMessage?> DoubledAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        // Also where one copy was found already: there may be as many as there were attempts.
        using var row = reader.Prepare("SELECT message_id FROM outbox WHERE key = ?1 AND doubled > 0 AND message_id IS NOT NULL");
        return Task.FromResult(row.Bind(1, key).Step() ? new ShownMessage(key, row.Text(0)) : null);
    }

    public Task SettleDoubleAsync(string key, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            using var settle = session.Prepare($"UPDATE outbox SET doubled = {(int)StrayEnd.CleanedUp} WHERE key = ?1 AND doubled = 1");
            settle.Bind(1, key).Run();
        },
        cancellation);

    public Task LeaveAsync(Conversation conversation, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            using var leave = session.Prepare(
                "UPDATE outbox SET message_id = NULL, pending = 0, edit_only = 1, attempts = 0 WHERE platform = ?1 AND workspace = ?2 AND conversation = ?3");
            leave.Bind(1, conversation.Platform).Bind(2, conversation.Workspace).Bind(3, conversation.Id).Run();
        },
        cancellation);

    public Task<IReadOnlyList<StrayCopy>> StraysAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            "SELECT id, platform, workspace, conversation, key, stray, message_id FROM outbox WHERE doubled > 0 AND stray IS NOT NULL AND unclear = 0 ORDER BY id");
        var strays = new List<StrayCopy>();
        while (rows.Step())
            strays.Add(new StrayCopy(rows.Int64(0), Place(rows, 1), rows.Text(4), rows.Text(5), rows.TextOrNull(6)));
        return Task.FromResult<IReadOnlyList<StrayCopy>>(strays);
    }

    public Task<bool> SettleStrayAsync(StrayCopy stray, StrayEnd end, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            using var settle = session.Prepare("UPDATE outbox SET stray = NULL, doubled = ?3 WHERE id = ?1 AND stray = ?2");
            return settle.Bind(1, stray.Id).Bind(2, stray.MessageId).Bind(3, (long)end).Execute() == 1;
        },
        cancellation);

    public Task<OverdueMessages> OverdueAsync(DateTimeOffset now, TimeSpan after, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        reader.Freeze();
        long clock = reader.NowMs;
        long then = clock - (long)after.TotalMilliseconds;
        using var due = reader.Prepare($"""
            SELECT count(*), min(CASE WHEN l.hold_until > o.queued_at THEN l.hold_until ELSE o.queued_at END)
            FROM lanes l JOIN workspaces w ON w.id = l.workspace_id JOIN outbox o ON o.id = {Lanes.Head("id", "l.id")}
            WHERE {Open} AND o.queued_at <= ?1
            """);
        due.Bind(1, then).Step();
        using var leases = reader.Prepare("SELECT count(*) FROM lanes WHERE lease_until > 0 AND hold_until <= ?1");
        leases.Bind(1, then).Step();
        return Task.FromResult(new OverdueMessages(
            due.Int32(0), due.Int64OrNull(1) is { } since ? TimeSpan.FromMilliseconds(clock - since) : null, leases.Int32(0),
            Count(reader, CardsWithoutMessage), Untold(reader, now, after)));
    }

    private static int Untold(SqlReader reader, DateTimeOffset now, TimeSpan after)
    {
        using var row = reader.Prepare("""
            SELECT count(*) FROM tellings t JOIN alerts a ON a.account_id = t.account_id AND a.trigger = t.trigger AND a.subject_kind = t.subject_kind
                AND a.subject_key = t.subject_key AND a.episode = t.episode AND a.latest = 1 AND a.state <> 4
            WHERE t.way = 0 AND (t.told_at IS NULL AND t.decided_at <= ?1 OR t.told_at >= ?2 AND t.told_in IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key = t.told_in) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.unique_key = t.told_in))
            """);
        row.Bind(1, (now - after).ToUnixTimeMilliseconds()).Bind(2, now.AddDays(-2).ToUnixTimeMilliseconds()).Step();
        return row.Int32(0);
    }

    public Task<int> FreshlyDeadAsync(TimeSpan within, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT count(*) FROM outbox WHERE dead = 1 AND coalesce(dead_at, 0) > ?1");
        row.Bind(1, reader.NowMs - (long)within.TotalMilliseconds).Step();
        return Task.FromResult(row.Int32(0));
    }

    private static bool Find(SqlSession session, string key, Conversation place, string messageId)
    {
        using var queue = new OutboxQueue(session, session.NowMs);
        return queue.Find(key, place, messageId);
    }

    private static bool Replay(SqlSession session, long id)
    {
        Conversation place;
        using (var row = session.Prepare("SELECT platform, workspace, conversation FROM outbox WHERE id = ?1 AND dead = 1"))
        {
            if (!row.Bind(1, id).Step())
                return false;
            place = Place(row, 0);
        }

        using var queue = new OutboxQueue(session, session.NowMs);
        return queue.Requeue(id, place);
    }

    private static List<QueueState> Queues(SqlReader reader)
    {
        long now = reader.NowMs;
        var queues = new List<QueueState>();
        using var rows = reader.Prepare($"""
            SELECT w.platform, CAST(sum((SELECT count(*) FROM outbox o WHERE o.lane_id = l.id AND o.pending = 1)) AS bigint),
                   CAST(sum(CASE WHEN l.reason IS NOT NULL OR w.reason IS NOT NULL
                       THEN (SELECT count(*) FROM outbox o WHERE o.lane_id = l.id AND o.pending = 1) ELSE 0 END) AS bigint),
                   min(CASE WHEN {Open} THEN (SELECT min(o.queued_at) FROM outbox o WHERE o.lane_id = l.id AND o.pending = 1) END)
            FROM workspaces w LEFT JOIN lanes l ON l.workspace_id = w.id AND l.priority IS NOT NULL
            GROUP BY w.platform ORDER BY w.platform
            """);
        rows.Bind(1, now);
        while (rows.Step())
        {
            queues.Add(new QueueState(
                rows.Text(0), (int)(rows.Int64OrNull(1) ?? 0), (int)(rows.Int64OrNull(2) ?? 0),
                rows.Int64OrNull(3) is { } since ? TimeSpan.FromMilliseconds(Math.Max(0, now - since)) : null));
        }

        return queues;
    }

    private static DeliveryDelays Delays(SqlReader reader)
    {
        using var rows = reader.Prepare("SELECT shown_at - queued_at FROM outbox WHERE shown_at IS NOT NULL AND shown_at > ?1 AND queued_at IS NOT NULL");
        rows.Bind(1, reader.NowMs - (long)TimeSpan.FromHours(1).TotalMilliseconds);
        var delays = new List<TimeSpan>();
        while (rows.Step())
            delays.Add(TimeSpan.FromMilliseconds(Math.Max(0, rows.Int64(0))));
        delays.Sort();
        return DeliveryDelays.Of(delays);
    }

    private static List<BrokenDestination> Broken(SqlReader reader)
    {
        var broken = new List<BrokenDestination>();
        using var rows = reader.Prepare("""
            SELECT w.platform, w.workspace, '' AS place, w.reason, coalesce(w.since, 0), w.blocked_until,
                   (SELECT count(*) FROM outbox o JOIN lanes x ON x.id = o.lane_id WHERE x.workspace_id = w.id AND o.pending = 1)
            FROM workspaces w WHERE w.reason IS NOT NULL
            UNION ALL
            SELECT w.platform, w.workspace, l.conversation, l.reason, coalesce(l.since, 0), l.hold_until,
                   (SELECT count(*) FROM outbox o WHERE o.lane_id = l.id AND o.pending = 1)
            FROM lanes l JOIN workspaces w ON w.id = l.workspace_id WHERE l.reason IS NOT NULL
            ORDER BY 1, 2, 3
            """);
        while (rows.Step())
        {
            broken.Add(new BrokenDestination(
                rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), AlertRows.Instant(rows.Int64(4)), AlertRows.Instant(rows.Int64(5)), rows.Int32(6)));
        }

        return broken;
    }

    private static List<DeadLetter> Dead(SqlReader reader, int most)
    {
        var dead = new List<DeadLetter>();
        using var rows = reader.Prepare("""
            SELECT id, platform, workspace, conversation, desired, coalesce(last_error, ''), coalesce(dead_at, created_at), attempts, key
            FROM outbox WHERE dead = 1 ORDER BY id DESC LIMIT ?1
            """);
        rows.Bind(1, most);
        while (rows.Step())
        {
            dead.Add(new DeadLetter(
                rows.Int64(0), rows.Text(8), Place(rows, 1), MessageJson.Read(rows.Bytes(4)).Text, rows.Text(5), AlertRows.Instant(rows.Int64(6)),
                rows.Int32(7)));
        }

        return dead;
    }

    private static List<PossibleDouble> Doubles(SqlReader reader, int most)
    {
        var doubles = new List<PossibleDouble>();
        using var rows = reader.Prepare("""
            SELECT platform, workspace, conversation, desired, coalesce(shown_at, queued_at, created_at), doubled, key
            FROM outbox WHERE doubled > 0 ORDER BY id DESC LIMIT ?1
            """);
        rows.Bind(1, most);
        while (rows.Step())
        {
            doubles.Add(new PossibleDouble(
                rows.Text(6), Place(rows, 0), MessageJson.Read(rows.Bytes(3)).Text, AlertRows.Instant(rows.Int64(4)),
                rows.Int64(5) == (long)StrayEnd.CleanedUp));
        }

        return doubles;
    }

    private static Conversation Place(SqlStatement row, int column) => new(row.Text(column), row.Text(column + 1), row.Text(column + 2));

    private static int Count(SqlReader reader, string sql)
    {
        using var row = reader.Prepare(sql);
        row.Step();
        return row.Int32(0);
    }
}
