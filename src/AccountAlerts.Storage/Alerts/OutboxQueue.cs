using System.Buffers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The way into the outbox, within a work that stores a state change: rows for cards and posts, and their lanes.</summary>
internal sealed class OutboxQueue : IDisposable
{
    /// <summary>Lanes that are locked by one statement.</summary>
    private const int Chunk = 200;

    private const string Columns = """
        key, account_id, platform, workspace, conversation, lane_id, turn, priority, desired, desired_hash, created_at, queued_at, reader,
        edit_only, pending, unique_key, thread_of, plain, dead, unclear, attempts, doubled
        """;

    private const string Values = "?1, ?2, ?3, ?4, ?12, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?13";

    // A card that is over and was never attempted has nobody to tell; what may have been shown is edited, never posted late.
    // After an attempt of unknown outcome nobody knows what is shown, so even a return to what was shown before is work to do.
    private const string CardSql = $"""
        INSERT INTO outbox ({Columns})
        SELECT {Values}, ?14, 1 - CAST(?14 AS bigint), NULL, NULL, 0, 0, 0, 0, 0
        WHERE 1 = 1
        ON CONFLICT (key) DO UPDATE SET lane_id = excluded.lane_id, priority = excluded.priority, desired = excluded.desired,
            desired_hash = excluded.desired_hash, edit_only = excluded.edit_only, plain = 0, dead = 0, dead_at = NULL,
            turn = CASE WHEN outbox.pending = 1 THEN outbox.turn ELSE excluded.turn END,
            queued_at = CASE WHEN outbox.pending = 1 THEN outbox.queued_at ELSE excluded.queued_at END,
            pending = CASE WHEN excluded.edit_only = 1 AND outbox.message_id IS NULL AND outbox.unclear = 0 THEN 0
                           WHEN outbox.shown_hash IS DISTINCT FROM excluded.desired_hash OR outbox.unclear > 0 THEN 1 ELSE 0 END
        """;

    // A line goes out under its card: at once, once the card is shown, or never.
    private const string PostSql = $"""
        INSERT INTO outbox ({Columns})
        SELECT {Values}, 0,
               CASE WHEN CAST(?15 AS text) IS NULL THEN 1 ELSE coalesce(
                   (SELECT CASE WHEN c.message_id IS NOT NULL THEN 1 WHEN c.pending = 1 OR c.dead = 1 THEN 2 ELSE 0 END FROM outbox c WHERE c.key = ?15),
                   0) END,
               ?14, CAST(?15 AS text), 0, 0, 0, 0, 0
        WHERE 1 = 1
        ON CONFLICT DO NOTHING
        """;

    // What was said stays said: it only shows something else, once it is there.
    private const string EditSql = """
        UPDATE outbox SET desired = ?2, desired_hash = ?3, plain = 0, lane_id = ?4,
            turn = CASE WHEN pending = 1 THEN turn ELSE ?5 END, queued_at = CASE WHEN pending = 1 THEN queued_at ELSE ?6 END,
            pending = CASE WHEN pending <> 0 THEN pending
                           WHEN unclear > 0 OR (message_id IS NOT NULL AND shown_hash IS DISTINCT FROM ?3) THEN 1 ELSE 0 END
        WHERE unique_key = ?1 AND dead = 0 AND desired_hash <> ?3
        """;

    /// <summary>What becomes of lines whose card will never be shown.</summary>
    internal const string DropLines = """
        UPDATE outbox SET pending = 0, last_error = 'the message above was never shown'
        WHERE thread_of = ?1 AND pending = 2
          AND NOT EXISTS (SELECT 1 FROM outbox c WHERE c.key = ?1 AND (c.pending = 1 OR c.dead = 1 OR c.message_id IS NOT NULL))
        """;

    /// <summary>A message that was attempted, and of which nobody knows whether it is there; what is over is not attempted again.</summary>
    internal const string PerhapsThere = "message_id IS NULL AND shown_at IS NULL AND attempts > 0 AND dead = 0 AND (edit_only = 1 OR (pending = 1 AND unclear > 0))";

    private readonly SqlSession _session;
    private readonly long _now;
    private readonly long _at;
    private readonly Dictionary<Conversation, (long Id, long Turn)> _lanes = [];
    private readonly Dictionary<(long Lane, long Account), long> _turns = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly SqlStatement _card;
    private readonly SqlStatement _post;

    /// <param name="at">By the product's clock.</param>
    public OutboxQueue(SqlSession session, long at)
    {
        _session = session;
        _at = at;
        _now = session.NowMs;
        _card = session.Prepare(CardSql);
        _post = session.Prepare(PostSql);
    }

    /// <summary>Cards first: a line may stand under one of them.</summary>
    public void Write(IReadOnlyList<CardChange> cards, IReadOnlyList<Post> posts)
    {
        if (cards.Count + posts.Count == 0)
            return;
        Lock([.. cards.Select(change => change.Card.Conversation).Concat(posts.Select(post => post.Conversation)).Distinct()]);
        ReadTurns([.. cards.Select(change => (long)change.Card.AccountId).Concat(posts.Select(post => (long?)post.AccountId).OfType<long>()).Distinct()]);
        foreach (var change in cards)
            Write(change);
        using (var drop = _session.Prepare(DropLines))
        {
            foreach (var change in cards.Where(change => change.Card.Phase != CardPhase.Live))
                drop.Bind(1, change.Card.Key).Queue();
        }

        foreach (var post in posts)
            Write(post);
        Lanes.Refresh(_session, _lanes.Values.Select(lane => lane.Id));
        _session.Announce(SqlTopics.Outbox);
    }

    /// <summary>Posts that show something else by now.</summary>
    public void Edit(IReadOnlyList<PostEdit> edits)
    {
        foreach (var edit in edits)
        {
            if (PlaceOf(edit.UniqueKey) is not { } place)
                continue;
            Lock([place]);
            string desired = MessageJson.Write(edit.Message);
            using (var update = _session.Prepare(EditSql))
            {
                update.Bind(1, edit.UniqueKey).Bind(2, desired).Bind(3, MessageJson.Hash(desired)).Bind(4, _lanes[place].Id).Bind(5, _lanes[place].Turn)
                    .Bind(6, _now).Run();
            }

            Lanes.Refresh(_session, [_lanes[place].Id]);
            _session.Announce(SqlTopics.Outbox);
        }
    }

    /// <summary>Gives rows that have no lane theirs.</summary>
    public void Adopt(IReadOnlyCollection<Conversation> places)
    {
        Lock(places);
        using (var rows = _session.Prepare("""
            UPDATE outbox SET lane_id = ?1, turn = 0, queued_at = ?5 WHERE pending = 1 AND lane_id IS NULL AND platform = ?2 AND workspace = ?3 AND conversation = ?4
            """))
        {
            foreach (var place in places)
                rows.Bind(1, _lanes[place].Id).Bind(2, place.Platform).Bind(3, place.Workspace).Bind(4, place.Id).Bind(5, _now).Queue();
        }

        Lanes.Refresh(_session, _lanes.Values.Select(lane => lane.Id));
    }

    /// <summary>Sends a dead letter again, in its full form.</summary>
    public bool Requeue(long id, Conversation place)
    {
        Lock([place]);
        long lane = _lanes[place].Id;
        using (var row = _session.Prepare("UPDATE outbox SET dead = 0, dead_at = NULL, plain = 0, pending = 1, lane_id = ?2, turn = coalesce(turn, 0), queued_at = ?3 WHERE id = ?1 AND dead = 1"))
        {
            if (row.Bind(1, id).Bind(2, lane).Bind(3, _now).Execute() == 0)
                return false;
        }

        Lanes.Refresh(_session, [lane]);
        return true;
    }

    /// <summary>A message that was perhaps there is there: it is edited from now on, and its lines may follow. While a call is under way its end decides.</summary>
    public bool Find(string key, Conversation place, string messageId)
    {
        Lock([place]);
        long lane = _lanes[place].Id;
        using (var row = _session.Prepare($"""
            UPDATE outbox SET message_id = ?2, shown_hash = NULL, unclear = 0, pending = 1, lane_id = ?3, turn = coalesce(turn, 0), queued_at = ?4
            WHERE key = ?1 AND platform = ?5 AND workspace = ?6 AND conversation = ?7 AND {PerhapsThere}
              AND EXISTS (SELECT 1 FROM lanes l WHERE l.id = ?3 AND l.lease_until = 0)
            """))
        {
            row.Bind(1, key).Bind(2, messageId).Bind(3, lane).Bind(4, _now).Bind(5, place.Platform).Bind(6, place.Workspace).Bind(7, place.Id);
            if (row.Execute() == 0)
                return false;
        }

        using (var lines = _session.Prepare("UPDATE outbox SET pending = 1, queued_at = ?2 WHERE thread_of = ?1 AND pending = 2"))
            lines.Bind(1, key).Bind(2, _now).Run();
        // Nothing need be waited for any more, unless the platform itself asked for it.
        using (var hold = _session.Prepare("UPDATE lanes SET hold_until = ?2 WHERE id = ?1 AND hold_until > ?2 AND reason IS NULL AND since IS NULL"))
            hold.Bind(1, lane).Bind(2, _now).Run();
        Lanes.Refresh(_session, [lane]);
        return true;
    }

    public void Dispose()
    {
        _card.Dispose();
        _post.Dispose();
    }

    /// <summary>The lanes of conversations, made if need be; nobody else changes their rows until this work ends.</summary>
    private void Lock(IReadOnlyCollection<Conversation> conversations)
    {
        foreach (var workspace in conversations.GroupBy(place => (place.Platform, place.Workspace)).OrderBy(group => group.Key))
        {
            long id = WorkspaceOf(_session, workspace.Key.Platform, workspace.Key.Workspace);
            foreach (var chunk in workspace.OrderBy(place => place.Id, StringComparer.Ordinal).Chunk(Chunk))
            {
                // A lane may be forgotten after it was found and before it is locked; then it is made once more.
                do
                    Make(id, chunk);
                while (!Read(id, chunk));
            }
        }
    }

    private void Make(long workspace, Conversation[] chunk)
    {
        using var insert = _session.Prepare(Lanes.Insert);
        foreach (var place in chunk)
            insert.Bind(1, workspace).Bind(2, place.Id).Queue();
    }

    /// <returns>False if one of them is gone.</returns>
    private bool Read(long workspace, Conversation[] chunk)
    {
        var byId = chunk.ToDictionary(place => place.Id, StringComparer.Ordinal);
        // One of two sizes, so that few texts are prepared: a click has one conversation, an evaluation many.
        int size = chunk.Length == 1 ? 1 : Chunk;
        string list = string.Join(", ", Enumerable.Range(2, size).Select(number => $"?{number}"));
        using var rows = _session.Prepare(
            $"SELECT id, conversation, turn FROM lanes WHERE workspace_id = ?1 AND conversation IN ({list}) ORDER BY conversation{_session.Dialect.Locked}");
        rows.Bind(1, workspace);
        for (int i = 0; i < size; i++)
            rows.Bind(i + 2, chunk[Math.Min(i, chunk.Length - 1)].Id);
        while (rows.Step())
            _lanes[byId[rows.Text(1)]] = (rows.Int64(0), rows.Int64(2));
        return Array.TrueForAll(chunk, _lanes.ContainsKey);
    }

    /// <summary>Where the last waiting row of an account stands in each lane; of whom nothing is written need not be known.</summary>
    private void ReadTurns(long[] accounts)
    {
        if (accounts.Length == 0)
            return;
        foreach (long[] lanes in _lanes.Values.Select(lane => lane.Id).Chunk(Chunk))
        {
            // A click is about one account in one lane, an evaluation about many in many.
            bool one = accounts.Length == 1;
            var ids = Lanes.Ids(lanes, first: one ? 2 : 1);
            using var rows = _session.Prepare($"""
                SELECT w.lane_id, w.account_id, max(w.turn) + 1 FROM outbox w
                WHERE w.lane_id IN ({ids.Sql}) AND w.pending = 1 AND w.account_id {(one ? "= ?1" : "IS NOT NULL")}
                GROUP BY w.lane_id, w.account_id
                """);
            ids.BindTo(one ? rows.Bind(1, accounts[0]) : rows);
            while (rows.Step())
                _turns[(rows.Int64(0), rows.Int64(1))] = rows.Int64(2);
        }
    }

    private Conversation? PlaceOf(string uniqueKey)
    {
        using var row = _session.Prepare("SELECT platform, workspace, conversation FROM outbox WHERE unique_key = ?1");
        return row.Bind(1, uniqueKey).Step() ? new Conversation(row.Text(0), row.Text(1), row.Text(2)) : null;
    }

    /// <summary>Made if need be.</summary>
    internal static long WorkspaceOf(SqlSession session, string platform, string workspace)
    {
        using (var insert = session.Prepare("""
            INSERT INTO workspaces (platform, workspace, blocked_until, posts_full_at, edits_full_at, look_ups_full_at)
            VALUES (?1, ?2, 0, 0, 0, 0) ON CONFLICT DO NOTHING
            """))
            insert.Bind(1, platform).Bind(2, workspace).Run();
        using var row = session.Prepare("SELECT id FROM workspaces WHERE platform = ?1 AND workspace = ?2");
        row.Bind(1, platform).Bind(2, workspace).Step();
        return row.Int64(0);
    }

    private void Write(CardChange change)
    {
        var card = change.Card;
        Bind(_card, card.Key, card.AccountId, card.Conversation, change.Written is { } written ? written.Span : Written(change.Desired), change.Priority)
            .Bind(13, card.Reader ?? card.Conversation.Id).Bind(14, card.Phase == CardPhase.Live ? 0L : 1L).Queue();
    }

    private void Write(Post post) =>
        Bind(_post, post.MessageKey, post.AccountId, post.Conversation, Written(post.Message), post.Priority)
            .Bind(13, (post.Reader ?? post.Conversation.Id).ToLowerInvariant()).Bind(14, post.UniqueKey).Bind(15, post.ThreadOf).Queue();

    /// <returns>Valid until the next message is written.</returns>
    private ReadOnlySpan<byte> Written(Message message)
    {
        _buffer.ResetWrittenCount();
        MessageJson.Write(message, _buffer);
        return _buffer.WrittenSpan;
    }

    private SqlStatement Bind(SqlStatement insert, string key, long? account, Conversation place, ReadOnlySpan<byte> desired, Priority priority)
    {
        var lane = _lanes[place];
        return insert.Bind(1, key).Bind(2, account).Bind(3, place.Platform).Bind(4, place.Workspace).Bind(5, lane.Id)
            .Bind(6, account is { } id ? TurnOf(lane, id) : lane.Turn).Bind(7, (long)priority).BindText(8, desired).Bind(9, MessageJson.Hash(desired))
            .Bind(10, _at).Bind(11, _now).Bind(12, place.Id);
    }

    /// <summary>An account's next row stands behind its last waiting one; an account without one begins where the lane is. So accounts take turns.</summary>
    private long TurnOf((long Id, long Turn) lane, long account)
    {
        long turn = _turns.GetValueOrDefault((lane.Id, account), lane.Turn);
        _turns[(lane.Id, account)] = turn + 1;
        return turn;
    }
}
