using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Leases the next row of lanes that are due, within one work, and puts the attempts on record before any call is made.</summary>
internal sealed class OutboxClaims(SqlSession session, PlatformLimits limits, DeliveryOptions options, long now)
{
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();

    public IReadOnlyList<OutboxItem> Claim(string platform, int most)
    {
        var workspaces = OutboxWorkspace.Read(session, platform, locked: limits is not { Posts: null, Edits: null, LookUps: null });
        var items = new List<OutboxItem>();
        for (int i = 0; i < workspaces.Count; i++)
        {
            // Each workspace may have its share of what is left.
            int share = (most - items.Count + workspaces.Count - i - 1) / (workspaces.Count - i);
            if (share > 0 && workspaces[i].BlockedUntil <= now)
                items.AddRange(ClaimOf(workspaces[i], platform, share));
        }

        return items;
    }

    private List<OutboxItem> ClaimOf(OutboxWorkspace workspace, string platform, int most)
    {
        // A workspace that refused us altogether is tried with one message; the others wait for how it fares.
        if (workspace.Reason is not null)
            most = Probe(workspace) ? 1 : 0;
        var lanes = new Dictionary<long, long>();
        var tokens = workspace.Tokens(limits, now);
        foreach (var priority in Priorities)
        {
            if (lanes.Count >= most || tokens.None)
                break;
            Choose(workspace, priority, most, tokens, lanes);
        }

        if (lanes.Count == 0)
            return [];
        var items = ReadHeads(platform, lanes);
        Lease(items, lanes);
        Spend(workspace, items);
        return items;
    }

    private void Choose(OutboxWorkspace workspace, Priority priority, int most, MethodTokens tokens, Dictionary<long, long> lanes)
    {
        using var rows = session.Prepare($"""
            SELECT id, epoch, method FROM lanes
            WHERE workspace_id = ?1 AND priority = ?2 AND hold_until <= ?3 AND method IN ({tokens.Methods})
            ORDER BY hold_until, id LIMIT ?4{session.Dialect.LockedOrSkipped}
            """);
        rows.Bind(1, workspace.Id).Bind(2, (long)priority).Bind(3, now).Bind(4, (long)(most - lanes.Count));
        while (rows.Step())
        {
            if (tokens.Take(rows.Int32(2)))
                lanes[rows.Int64(0)] = rows.Int64(1);
        }
    }

    private List<OutboxItem> ReadHeads(string platform, Dictionary<long, long> lanes)
    {
        var items = new List<OutboxItem>(lanes.Count);
        var ids = Lanes.Ids(lanes.Keys);
        using var rows = session.Prepare($"""
            SELECT o.id, l.id, CASE WHEN o.unique_key IS NULL THEN 0 ELSE 1 END, o.workspace, o.conversation, o.key, o.desired, o.desired_hash, o.message_id, c.message_id,
                   o.unclear, o.edit_only, o.attempts, o.plain
            FROM lanes l JOIN outbox o ON o.id = {Lanes.Head("id", "l.id")} LEFT JOIN outbox c ON c.key = o.thread_of
            WHERE l.id IN ({ids.Sql})
            """);
        ids.BindTo(rows);
        while (rows.Step())
        {
            byte[] desired = rows.Bytes(6).ToArray();
            bool plainest = rows.Int64(13) == 1;
            items.Add(new OutboxItem(
                rows.Int64(0), rows.Int64(1), lanes[rows.Int64(1)] + 1, now, rows.Int64(2) == 1, new Conversation(platform, rows.Text(3), rows.Text(4)),
                rows.Text(5), new Lazy<Message>(() => Read(desired, plainest)), rows.Text(7), rows.TextOrNull(8), rows.TextOrNull(9),
                rows.Int32(10), rows.Int64(11) == 1, rows.Int32(12) + 1));
        }

        // Most urgent lanes were chosen first; the order in which they were is the order in which they go.
        var order = lanes.Keys.Select((lane, index) => (lane, index)).ToDictionary(pair => pair.lane, pair => pair.index);
        items.Sort((a, b) => order[a.Lane].CompareTo(order[b.Lane]));
        return items;
    }

    private static Message Read(byte[] json, bool plainest)
    {
        var message = MessageJson.Read(json);
        return plainest ? RetryPolicy.Plainest(message) : message;
    }

    private void Lease(List<OutboxItem> items, Dictionary<long, long> lanes)
    {
        long lease = now + (long)options.Lease.TotalMilliseconds;
        using (var attempt = session.Prepare("UPDATE outbox SET unclear = unclear + 1, attempts = attempts + 1 WHERE id = ?1"))
        {
            foreach (var item in items)
                attempt.Bind(1, item.Id).Queue();
        }

        using (var update = session.Prepare("""
            UPDATE lanes SET epoch = epoch + 1, lease_until = ?2, hold_until = ?3, turn = (SELECT o.turn FROM outbox o WHERE o.id = ?4) WHERE id = ?1
            """))
        {
            foreach (var item in items)
                update.Bind(1, item.Lane).Bind(2, lease).Bind(3, lease + (long)options.Timeout.TotalMilliseconds).Bind(4, item.Id).Queue();
        }

        if (items.Count < lanes.Count)
            Lanes.Refresh(session, lanes.Keys.Except(items.Select(item => item.Lane)));
    }

    private bool Probe(OutboxWorkspace workspace)
    {
        using var take = session.Prepare("UPDATE workspaces SET blocked_until = ?2 WHERE id = ?1 AND blocked_until <= ?3");
        return take.Bind(1, workspace.Id).Bind(2, now + (long)options.Lease.TotalMilliseconds).Bind(3, now).Execute() == 1;
    }

    private void Spend(OutboxWorkspace workspace, List<OutboxItem> items)
    {
        if (limits is { Posts: null, Edits: null, LookUps: null })
            return;
        using var update = session.Prepare("UPDATE workspaces SET posts_full_at = ?2, edits_full_at = ?3, look_ups_full_at = ?4 WHERE id = ?1");
        update.Bind(1, workspace.Id)
            .Bind(2, Take(limits.Posts, workspace.PostsFullAt, items.Count(item => item.MessageId is null)))
            .Bind(3, Take(limits.Edits, workspace.EditsFullAt, items.Count(item => item.MessageId is not null)))
            .Bind(4, Take(limits.LookUps, workspace.LookUpsFullAt, items.Count(item => item.LookFirst)))
            .Run();

        long Take(Rate? rate, long full, int calls)
        {
            for (int i = 0; i < calls && rate is not null; i++)
                full = TokenBucket.Take(rate, full, now);
            return full;
        }
    }
}
