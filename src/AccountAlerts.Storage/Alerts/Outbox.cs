using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The outbox. Leases run by the machine's clock, which is this database's, never by the product's.</summary>
public sealed class Outbox(SqlDatabase database, TimeProvider machineClock) : IOutbox
{
    /// <summary>How long a claim is ours: more than three time-outs of a platform call.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>What an unclear attempt waits beyond its lease, so that a call that is still under way has ended.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Longest text of a failure that is kept.</summary>
    private const int ErrorLength = 500;

    // One row per conversation at a time keeps their order. Within a conversation: by priority, then the accounts in turn (who was
    // told of longest ago comes first), each with its oldest row; a row that has to wait (a 429, an unclear attempt) holds up the later ones of its conversation.
    private const string Candidates = """
        WITH waiting AS (
            SELECT o.id, o.platform, o.workspace, o.conversation, o.priority, o.next_attempt_at,
                   coalesce((SELECT max(s.shown_at) FROM outbox s WHERE s.account_id = o.account_id AND s.conversation = o.conversation), 0) AS served,
                   ROW_NUMBER() OVER (PARTITION BY o.platform, o.workspace, o.conversation, o.priority, coalesce(o.account_id, -o.id) ORDER BY o.id) AS turn
            FROM outbox o
            WHERE o.pending = 1 AND o.platform IN (SELECT value FROM json_each(?1))
        ), heads AS (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY platform, workspace, conversation ORDER BY priority, turn, served, id) AS place FROM waiting
        )
        SELECT h.id FROM heads h
        WHERE h.place = 1 AND h.next_attempt_at <= ?2
          AND NOT EXISTS (SELECT 1 FROM outbox busy WHERE busy.platform = h.platform AND busy.workspace = h.workspace
                          AND busy.conversation = h.conversation AND busy.lease_until > 0 AND busy.lease_until > ?2)
          AND NOT EXISTS (SELECT 1 FROM destinations d WHERE d.platform = h.platform AND d.workspace = h.workspace
                          AND d.conversation IN (h.conversation, '') AND d.blocked_until > ?2)
        ORDER BY h.priority, h.turn, h.served, h.id LIMIT ?3
        """;

    // The attempt is on record before any call: should this process die, the row waits until the lease and a time-out are over.
    private const string Claim = """
        UPDATE outbox SET lease_until = ?2, next_attempt_at = ?3, lease_epoch = lease_epoch + 1, attempts = attempts + 1, unclear = 1
        WHERE id = ?1
        """;

    private const string ReadClaimed = """
        SELECT id, lease_epoch, unique_key IS NOT NULL, platform, workspace, conversation, key, desired, desired_hash, message_id, plain,
               edit_only, attempts, unclear
        FROM outbox WHERE id = ?1
        """;

    private long Now => machineClock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<IReadOnlyList<OutboxItem>> ClaimAsync(
        int limit, IReadOnlyCollection<string> platforms, CancellationToken cancellation)
    {
        if (limit <= 0 || !IsAnythingPending())
            return [];
        string names = AlertJson.Write(platforms);
        return await database.WriteAsync(session => Take(session, limit, names), cancellation);
    }

    public Task<bool> RecordAsync(OutboxItem item, OutboxResult result, CancellationToken cancellation) =>
        database.WriteAsync(session => Record(session, item, result), cancellation);

    public Task<TimeSpan?> NextDueAsync(CancellationToken cancellation)
    {
        using var reader = database.Read();
        using var statement = reader.Prepare("SELECT min(max(next_attempt_at, lease_until)) FROM outbox WHERE pending = 1 AND max(next_attempt_at, lease_until) > ?1");
        long now = Now;
        statement.Bind(1, now).Step();
        return Task.FromResult(statement.Int64OrNull(0) is { } due ? TimeSpan.FromMilliseconds(due - now) : (TimeSpan?)null);
    }

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellation)
    {
        using var reader = database.Read();
        using var counts = reader.Prepare(
            "SELECT (SELECT count(*) FROM outbox WHERE pending = 1), (SELECT count(*) FROM outbox WHERE dead = 1)");
        counts.Step();
        var broken = new List<BrokenDestination>();
        using var rows = reader.Prepare(
            "SELECT platform, workspace, conversation, reason, since FROM destinations WHERE reason IS NOT NULL ORDER BY 1, 2, 3");
        while (rows.Step())
        {
            broken.Add(new BrokenDestination(
                rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(4))));
        }

        return Task.FromResult(new DeliveryCounts(counts.Int32(0), counts.Int32(1), broken));
    }

    /// <summary>A look without the writer's queue: most polls find nothing.</summary>
    private bool IsAnythingPending()
    {
        using var reader = database.Read();
        using var statement = reader.Prepare("SELECT 1 FROM outbox WHERE pending = 1 LIMIT 1");
        return statement.Step();
    }

    private List<OutboxItem> Take(SqlSession session, int limit, string platforms)
    {
        long now = Now;
        var ids = new List<long>();
        using (var candidates = session.Prepare(Candidates))
        {
            candidates.Bind(1, platforms).Bind(2, now).Bind(3, limit);
            while (candidates.Step())
                ids.Add(candidates.Int64(0));
        }

        var items = new List<OutboxItem>(ids.Count);
        using var claim = session.Prepare(Claim);
        using var read = session.Prepare(ReadClaimed);
        foreach (long id in ids)
        {
            read.Bind(1, id).Step();
            bool lookFirst = read.Int64(13) == 1;
            read.Reset();
            claim.Bind(1, id).Bind(2, now + (long)Lease.TotalMilliseconds).Bind(3, now + (long)(Lease + Timeout).TotalMilliseconds).Run();
            read.Step();
            items.Add(ItemOf(read, lookFirst));
            read.Reset();
        }

        return items;
    }

    private static OutboxItem ItemOf(SqlStatement row, bool lookFirst)
    {
        var desired = MessageJson.Read(row.Text(7));
        return new OutboxItem(
            row.Int64(0), row.Int64(1), row.Int64(2) == 1, new Conversation(row.Text(3), row.Text(4), row.Text(5)), row.Text(6),
            row.Int64(10) == 1 ? RetryPolicy.Plainest(desired) : desired, row.Text(8), row.TextOrNull(9), lookFirst, row.Int64(11) == 1,
            row.Int32(12));
    }

    private bool Record(SqlSession session, OutboxItem item, OutboxResult result)
    {
        long now = Now;
        string error = RetryPolicy.ReasonOf(result);
        if (error.Length > ErrorLength)
            error = error[..ErrorLength];
        switch (result)
        {
            case OutboxResult.Shown shown:
                // What is desired may have changed during the call: then the row stays pending and is edited next.
                if (!Ours("message_id = ?3, shown_hash = ?4, shown_at = ?5, pending = (desired_hash <> ?4), unclear = 0, next_attempt_at = 0, last_error = NULL",
                        s => s.Bind(3, shown.MessageId).Bind(4, shown.Hash).Bind(5, now)))
                    return false;
                Unblock(session, item.Conversation);
                return true;
            case OutboxResult.Dropped:
                return Ours("pending = 0, unclear = 0, last_error = ?3", s => s.Bind(3, error));
            case OutboxResult.Later later:
                return Ours("unclear = 0, next_attempt_at = ?3, last_error = ?4", s => s.Bind(3, now + (long)later.After.TotalMilliseconds).Bind(4, error));
            case OutboxResult.Unclear:
                // The lease's end plus a time-out, as set when it was claimed.
                return Ours("last_error = ?3", s => s.Bind(3, error));
            case OutboxResult.Gone:
                return Ours("message_id = NULL, unclear = 0, next_attempt_at = 0, last_error = ?3", s => s.Bind(3, error));
            case OutboxResult.Refused:
                return Ours(
                    "dead = plain, pending = 1 - plain, plain = 1, unclear = 0, next_attempt_at = 0, last_error = ?3", s => s.Bind(3, error));
            case OutboxResult.Blocked blocked:
                if (!Ours("unclear = 0, next_attempt_at = 0, last_error = ?3", s => s.Bind(3, error)))
                    return false;
                Block(session, item.Conversation, blocked, error, now);
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, "A result without a rule.");
        }

        bool Ours(string set, Func<SqlStatement, SqlStatement> bind)
        {
            using var statement = session.Prepare($"UPDATE outbox SET lease_until = 0, {set} WHERE id = ?1 AND lease_epoch = ?2 AND lease_until > 0 RETURNING 1");
            return bind(statement.Bind(1, item.Id).Bind(2, item.Epoch)).Step();
        }
    }

    private static void Block(SqlSession session, Conversation conversation, OutboxResult.Blocked blocked, string reason, long now)
    {
        using var statement = session.Prepare(
            """
            INSERT INTO destinations (platform, workspace, conversation, blocked_until, reason, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (platform, workspace, conversation) DO UPDATE SET blocked_until = excluded.blocked_until, reason = excluded.reason
            """);
        statement.Bind(1, conversation.Platform).Bind(2, conversation.Workspace).Bind(3, blocked.Installation ? "" : conversation.Id)
            .Bind(4, now + (long)blocked.Until.TotalMilliseconds).Bind(5, reason).Bind(6, now).Run();
    }

    private static void Unblock(SqlSession session, Conversation conversation)
    {
        using var statement = session.Prepare("DELETE FROM destinations WHERE platform = ?1 AND workspace = ?2 AND conversation IN (?3, '')");
        statement.Bind(1, conversation.Platform).Bind(2, conversation.Workspace).Bind(3, conversation.Id).Run();
    }
}
