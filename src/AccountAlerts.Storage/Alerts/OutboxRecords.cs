using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Writes down how attempts ended, within one work: under the leases that are still ours, and apart from them what came too late.</summary>
internal sealed class OutboxRecords(SqlSession session, PlatformLimits limits, long now)
{
    /// <summary>Longest text of a failure that is kept.</summary>
    private const int ErrorLength = 500;

    private readonly List<OutboxItem> _lost = [];

    /// <summary>Results whose lease was no longer ours.</summary>
    public IReadOnlyList<OutboxItem> Lost => _lost;

    public void Write(IReadOnlyList<OutboxDone> done)
    {
        var lanes = Lock(done);
        OutboxDone[] ours = [.. done.Where(ended => lanes.TryGetValue(ended.Item.Lane, out var lane) && lane.Leased && lane.Epoch == ended.Item.Epoch)];
        OutboxDone[] late = [.. done.Except(ours)];

        Each(
            "UPDATE outbox SET message_id = ?2 WHERE id = ?1 AND message_id IS NULL", [.. ours.Where(ended => ended.Result.Found is not null)],
            (row, ended) => row.Bind(2, ended.Result.Found));
        Each(
            "UPDATE outbox SET doubled = 1, stray = '' WHERE id = ?1", [.. ours.Where(ended => ended.Result.Copies.Count > 0)],
            (row, _) => row);

        Each("UPDATE outbox SET doubled = 1 WHERE id = ?1", [.. ours.Where(ended => ended.Result.PerhapsTwice)], (row, _) => row);

        // Grouped by kind: runs of the same statement that follow each other travel together.
        foreach (var kind in ours.GroupBy(ended => ended.Result.GetType()))
            WriteRows(kind.Key, [.. kind]);
        foreach (var ended in late)
            WriteLate(ended);
        WriteLanes(ours, lanes);
        WriteWorkspaces(ours);
        if (late.Length > 0)
            Lanes.Refresh(session, late.Select(ended => ended.Item.Lane).Distinct());
        _lost.AddRange(late.Select(ended => ended.Item));
    }

    private Dictionary<long, Lane> Lock(IReadOnlyList<OutboxDone> done)
    {
        var lanes = new Dictionary<long, Lane>();
        var ids = Lanes.Ids(done.Select(ended => ended.Item.Lane).Distinct());
        using var rows = session.Prepare($"""
            SELECT id, epoch, lease_until, hold_until, full_at, reason, since FROM lanes WHERE id IN ({ids.Sql})
            ORDER BY workspace_id, conversation{session.Dialect.Locked}
            """);
        ids.BindTo(rows);
        while (rows.Step())
        {
            lanes[rows.Int64(0)] = new Lane(
                rows.Int64(1), rows.Int64(2) > 0, rows.Int64(3), rows.Int64(4), rows.TextOrNull(5), rows.Int64OrNull(6));
        }

        return lanes;
    }

    private void WriteRows(Type kind, OutboxDone[] done)
    {
        if (kind == typeof(OutboxResult.Shown))
            WriteShown(done);
        else if (kind == typeof(OutboxResult.Dropped))
            WriteDropped(done);
        else if (kind == typeof(OutboxResult.Gone))
            WriteGone(done);
        else if (kind == typeof(OutboxResult.Refused))
            WriteRefused(done);
        else if (kind == typeof(OutboxResult.Unclear))
            Each("UPDATE outbox SET last_error = ?2 WHERE id = ?1", done, (row, ended) => row.Bind(2, Reason(ended.Result)));
        else if (kind == typeof(OutboxResult.Returned))
            Each("UPDATE outbox SET unclear = ?2, attempts = attempts - 1 WHERE id = ?1", done, (row, ended) => row.Bind(2, (long)ended.Item.Unclear));
        else
            Each("UPDATE outbox SET unclear = 0, last_error = ?2 WHERE id = ?1", done, (row, ended) => row.Bind(2, Reason(ended.Result)));
    }

    private void WriteShown(OutboxDone[] done)
    {
        // What is desired may have changed during the call: then the row stays pending and is edited next.
        Each(
            """
            UPDATE outbox SET message_id = ?2, shown_hash = ?3, shown_at = ?4, pending = CASE WHEN desired_hash = ?3 THEN 0 ELSE 1 END,
                unclear = 0, last_error = NULL WHERE id = ?1
            """,
            done,
            (row, ended) => row.Bind(2, ((OutboxResult.Shown)ended.Result).MessageId).Bind(3, ((OutboxResult.Shown)ended.Result).Hash).Bind(4, now));
        Lines("UPDATE outbox SET pending = 1, queued_at = ?2 WHERE thread_of = ?1 AND pending = 2", [.. done.Where(First)], row => row.Bind(2, now));
    }

    private void WriteDropped(OutboxDone[] done)
    {
        Each(
            "UPDATE outbox SET pending = 0, unclear = 0, last_error = ?2 WHERE id = ?1", done,
            (row, ended) => row.Bind(2, ((OutboxResult.Dropped)ended.Result).Reason));
        Lines(OutboxQueue.DropLines, [.. done.Where(First)], row => row);
    }

    private void WriteGone(OutboxDone[] done)
    {
        Each(
            "UPDATE outbox SET message_id = NULL, shown_hash = NULL, unclear = 0, last_error = ?2 WHERE id = ?1", done,
            (row, ended) => row.Bind(2, Reason(ended.Result)));
        // Its lines wait for the new message.
        Lines("UPDATE outbox SET pending = 2 WHERE thread_of = ?1 AND pending = 1", done, row => row);
    }

    // A refusal speaks of the text that was sent; if another one is desired by now, that one has its own chance.
    private void WriteRefused(OutboxDone[] done) => Each(
        """
        UPDATE outbox SET unclear = 0, last_error = ?2,
            dead = CASE WHEN desired_hash = ?3 THEN plain ELSE dead END, dead_at = CASE WHEN desired_hash = ?3 AND plain = 1 THEN ?4 ELSE dead_at END,
            pending = CASE WHEN desired_hash = ?3 THEN 1 - plain ELSE pending END, plain = CASE WHEN desired_hash = ?3 THEN 1 ELSE plain END
        WHERE id = ?1
        """,
        done,
        (row, ended) => row.Bind(2, Reason(ended.Result)).Bind(3, ended.Item.DesiredHash).Bind(4, now));

    /// <summary>Another process has the row. What our late call may have done to what people see is not forgotten.</summary>
    private void WriteLate(OutboxDone ended)
    {
        var item = ended.Item;
        switch (ended.Result)
        {
            case OutboxResult.Shown shown when item.MessageId is null:
                // The other one found it, or posted before or after: a message beside its own is taken away once that is known.
                // More than one of them are found by their key.
                using (var stray = session.Prepare("""
                    UPDATE outbox SET doubled = 1, stray = CASE WHEN stray IS NULL OR stray = ?2 THEN ?2 ELSE '' END
                    WHERE id = ?1 AND message_id IS DISTINCT FROM ?2
                    """))
                    stray.Bind(1, item.Id).Bind(2, shown.MessageId).Run();
                break;
            case OutboxResult.Shown:
                // An edit that came late may stand over a newer one.
                using (var again = session.Prepare(
                    "UPDATE outbox SET shown_hash = NULL, queued_at = ?2, pending = CASE WHEN dead = 1 THEN 0 ELSE 1 END WHERE id = ?1"))
                    again.Bind(1, item.Id).Bind(2, now).Run();
                break;
            case OutboxResult.Unclear when item.MessageId is null:
                using (var look = session.Prepare("UPDATE outbox SET doubled = 1, stray = '' WHERE id = ?1"))
                    look.Bind(1, item.Id).Run();
                break;
        }
    }

    private void WriteLanes(OutboxDone[] ours, Dictionary<long, Lane> lanes)
    {
        using var update = session.Prepare(
            $"UPDATE lanes SET lease_until = 0, hold_until = ?2, full_at = ?3, reason = ?4, since = ?5, {Lanes.SetHead} WHERE id = ?1");
        foreach (var ended in ours)
        {
            var before = lanes[ended.Item.Lane];
            var (hold, full) = HoldOf(ended, before);
            // Since the first refusal; a mere wait has no reason to show.
            var (reason, since) = ended.Result switch
            {
                OutboxResult.Blocked { Installation: false } => (Reason(ended.Result), before.Reason is null ? now : before.Since ?? now),
                OutboxResult.Later { Workspace: false } => (before.Reason, before.Since ?? now),
                OutboxResult.Shown => (null, null),
                OutboxResult.Returned => (before.Reason, before.Since),
                _ => (before.Reason, before.Reason is null ? null : before.Since),
            };
            update.Bind(1, ended.Item.Lane).Bind(2, hold).Bind(3, full).Bind(4, reason).Bind(5, since).Queue();
        }
    }

    private (long Hold, long Full) HoldOf(OutboxDone ended, Lane before)
    {
        if (ended.Result is OutboxResult.Returned)
            return (now, before.FullAt);
        long started = ended.Item.ClaimedAt + Milliseconds(ended.StartedAfter);
        long arrived = TokenBucket.ArrivedAt(limits.Conversation, started, ended.Item.ClaimedAt + Milliseconds(ended.EndedAfter));
        long full = TokenBucket.Take(limits.Conversation, before.FullAt, arrived);
        long next = Math.Max(now, TokenBucket.NextAt(limits.Conversation, full));
        long hold = ended.Result switch
        {
            // The lease's end plus a time-out, as set when it was claimed.
            OutboxResult.Unclear => before.HoldUntil,
            OutboxResult.Later { Workspace: false } later => now + Milliseconds(RetryPolicy.Grown(later, TimeSpan.FromMilliseconds(now - (before.Since ?? now)), ChanceOf(ended.Item))),
            OutboxResult.Blocked { Installation: false } blocked => now + Milliseconds(blocked.Until),
            _ => now,
        };
        return (Math.Max(hold, next), full);
    }

    private void WriteWorkspaces(OutboxDone[] ours)
    {
        foreach (var group in ours.GroupBy(ended => ended.Item.Conversation.Workspace))
        {
            string platform = group.First().Item.Conversation.Platform;
            if (group.Select(ended => ended.Result).OfType<OutboxResult.Later>().Where(later => later.Workspace).Select(later => later.After).DefaultIfEmpty().Max() is var wait && wait > TimeSpan.Zero)
            {
                using var pause = session.Prepare("UPDATE workspaces SET blocked_until = ?3 WHERE platform = ?1 AND workspace = ?2 AND blocked_until < ?3");
                pause.Bind(1, platform).Bind(2, group.Key).Bind(3, now + Milliseconds(wait)).Run();
            }

            if (group.Select(ended => ended.Result).OfType<OutboxResult.Blocked>().FirstOrDefault(blocked => blocked.Installation) is { } broken)
            {
                using var block = session.Prepare(
                    "UPDATE workspaces SET blocked_until = ?3, reason = ?4, since = coalesce(since, ?5) WHERE platform = ?1 AND workspace = ?2");
                block.Bind(1, platform).Bind(2, group.Key).Bind(3, now + Milliseconds(broken.Until)).Bind(4, Reason(broken)).Bind(5, now).Run();
            }
            else if (group.Any(ended => ended.Result is OutboxResult.Shown))
            {
                using var mend = session.Prepare(
                    "UPDATE workspaces SET blocked_until = 0, reason = NULL, since = NULL WHERE platform = ?1 AND workspace = ?2 AND reason IS NOT NULL");
                mend.Bind(1, platform).Bind(2, group.Key).Run();
            }

            Spend(platform, group.Key, [.. group]);
        }
    }

    /// <summary>A call that began later than its token was taken moves the bucket on, so that the next one keeps its distance.</summary>
    private void Spend(string platform, string workspace, OutboxDone[] done)
    {
        Move("look_ups_full_at", limits.LookUps, done.Where(ended => ended.Item.LookFirst));
        Move("edits_full_at", limits.Edits, done.Where(ended => ended.Item.MessageId is not null));
        Move("posts_full_at", limits.Posts, done.Where(ended => ended.Item.MessageId is null));

        void Move(string column, Rate? rate, IEnumerable<OutboxDone> calls)
        {
            long last = calls.Where(ended => ended.Result is not OutboxResult.Returned)
                .Select(ended => TokenBucket.ArrivedAt(
                    rate, ended.Item.ClaimedAt + Milliseconds(ended.StartedAfter), ended.Item.ClaimedAt + Milliseconds(ended.EndedAfter)))
                .DefaultIfEmpty(0).Max();
            if (rate is null || last == 0)
                return;
            using var update = session.Prepare($"UPDATE workspaces SET {column} = ?3 WHERE platform = ?1 AND workspace = ?2 AND {column} < ?3");
            update.Bind(1, platform).Bind(2, workspace).Bind(3, TokenBucket.Take(rate, 0, last)).Run();
        }
    }

    private void Each(string sql, OutboxDone[] done, Func<SqlStatement, OutboxDone, SqlStatement> bind)
    {
        if (done.Length == 0)
            return;
        using var statement = session.Prepare(sql);
        foreach (var ended in done)
            bind(statement.Bind(1, ended.Item.Id), ended).Queue();
    }

    private void Lines(string sql, OutboxDone[] cards, Func<SqlStatement, SqlStatement> bind)
    {
        if (cards.Length == 0)
            return;
        using var statement = session.Prepare(sql);
        foreach (var card in cards)
            bind(statement.Bind(1, card.Item.Key)).Queue();
    }

    /// <summary>Only a card that was not shown before has lines that wait for it.</summary>
    private static bool First(OutboxDone ended) => ended.Item is { Post: false, MessageId: null };

    private static string Reason(OutboxResult result) => RetryPolicy.ReasonOf(result) is { Length: > ErrorLength } text ? text[..ErrorLength] : RetryPolicy.ReasonOf(result);

    /// <summary>Another one for every attempt of every message.</summary>
    private static double ChanceOf(OutboxItem item) => (uint)HashCode.Combine(item.Key, item.Attempts) / (double)uint.MaxValue;

    private static long Milliseconds(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);

    private sealed record Lane(long Epoch, bool Leased, long HoldUntil, long FullAt, string? Reason, long? Since);
}
