using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <inheritdoc cref="ICallBuckets"/>
/// <remarks>The buckets are those of lanes and workspaces. Reads of a conversation have a lane of their own, in which nothing ever waits.</remarks>
public sealed class CallBuckets(SqlDatabase database) : ICallBuckets
{
    /// <summary>In no conversation's own id.</summary>
    private const string Reads = "?reads";

    public Task<TimeSpan> TakeAsync(Conversation place, CallKind kind, PlatformLimits limits, CancellationToken cancellation) =>
        database.WriteAsync(session => Take(session, place, kind, limits), cancellation);

    private static TimeSpan Take(SqlSession session, Conversation place, CallKind kind, PlatformLimits limits)
    {
        long now = session.NowMs;
        var (column, all) = kind switch
        {
            CallKind.Post => ("posts_full_at", limits.Posts),
            CallKind.Edit => ("edits_full_at", limits.Edits),
            _ => ("look_ups_full_at", limits.LookUps),
        };
        var own = kind == CallKind.Read ? limits.Reads : limits.Conversation;
        long workspace = OutboxQueue.WorkspaceOf(session, place.Platform, place.Workspace);
        // In the order in which everybody locks: the lane, then the workspace.
        var lane = LaneOf(session, workspace, kind == CallKind.Read ? place.Id + Reads : place.Id);
        long full = FullAt(session, workspace, column);
        long next = Math.Max(TokenBucket.NextAt(own, lane.FullAt), TokenBucket.NextAt(all, full));
        if (next > now)
            return TimeSpan.FromMilliseconds(next - now);

        long laneFull = TokenBucket.Take(own, lane.FullAt, now);
        using (var update = session.Prepare("UPDATE lanes SET full_at = ?2, hold_until = CASE WHEN hold_until < ?3 THEN ?3 ELSE hold_until END WHERE id = ?1"))
            update.Bind(1, lane.Id).Bind(2, laneFull).Bind(3, TokenBucket.NextAt(own, laneFull)).Run();
        using (var update = session.Prepare($"UPDATE workspaces SET {column} = ?2 WHERE id = ?1"))
            update.Bind(1, workspace).Bind(2, TokenBucket.Take(all, full, now)).Run();
        return TimeSpan.Zero;
    }

    private static (long Id, long FullAt) LaneOf(SqlSession session, long workspace, string conversation)
    {
        while (true)
        {
            using (var insert = session.Prepare(Lanes.Insert))
                insert.Bind(1, workspace).Bind(2, conversation).Run();
            using var row = session.Prepare($"SELECT id, full_at FROM lanes WHERE workspace_id = ?1 AND conversation = ?2{session.Dialect.Locked}");
            // It may be forgotten after it was found and before it is locked; then it is made once more.
            if (row.Bind(1, workspace).Bind(2, conversation).Step())
                return (row.Int64(0), row.Int64(1));
        }
    }

    private static long FullAt(SqlSession session, long workspace, string column)
    {
        using var row = session.Prepare($"SELECT {column} FROM workspaces WHERE id = ?1{session.Dialect.Locked}");
        row.Bind(1, workspace).Step();
        return row.Int64(0);
    }
}
