using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>A workspace of a platform as the outbox sees it: whether anything may go there now.</summary>
internal sealed record OutboxWorkspace(long Id, string Name, long BlockedUntil, string? Reason, long PostsFullAt, long EditsFullAt, long LookUpsFullAt)
{
    /// <param name="locked">Whether nobody else may take tokens until the work ends.</param>
    public static IReadOnlyList<OutboxWorkspace> Read(SqlSession session, string platform, bool locked)
    {
        var workspaces = new List<OutboxWorkspace>();
        using var rows = session.Prepare(
            "SELECT id, workspace, blocked_until, reason, posts_full_at, edits_full_at, look_ups_full_at FROM workspaces WHERE platform = ?1 ORDER BY id"
            + (locked ? session.Dialect.Locked : ""));
        rows.Bind(1, platform);
        while (rows.Step())
        {
            workspaces.Add(new OutboxWorkspace(
                rows.Int64(0), rows.Text(1), rows.Int64(2), rows.TextOrNull(3), rows.Int64(4), rows.Int64(5), rows.Int64(6)));
        }

        return workspaces;
    }

    public MethodTokens Tokens(PlatformLimits limits, long now) => new(
        TokenBucket.Tokens(limits.Posts, PostsFullAt, now), TokenBucket.Tokens(limits.Edits, EditsFullAt, now),
        TokenBucket.Tokens(limits.LookUps, LookUpsFullAt, now));

    /// <summary>When the first bucket that is empty now has a token again; null if none is.</summary>
    public long? NextToken(PlatformLimits limits, long now)
    {
        long[] later =
        [
            .. new[]
            {
                TokenBucket.NextAt(limits.Posts, PostsFullAt), TokenBucket.NextAt(limits.Edits, EditsFullAt),
                TokenBucket.NextAt(limits.LookUps, LookUpsFullAt),
            }.Where(at => at > now),
        ];
        return later.Length > 0 ? later.Min() : null;
    }
}

/// <summary>How many calls of each method may be made now.</summary>
internal sealed class MethodTokens(int posts, int edits, int lookUps)
{
    private int _posts = posts;
    private int _edits = edits;
    private int _lookUps = lookUps;

    public bool None => _posts <= 0 && _edits <= 0;

    /// <summary>Methods of which a call may be made, as a list for <c>IN</c>.</summary>
    public string Methods => string.Join(
        ',', new[] { (Lanes.Post, _posts > 0), (Lanes.Edit, _edits > 0), (Lanes.LookUp, _lookUps > 0 && _posts > 0) }
            .Where(method => method.Item2).Select(method => method.Item1).Append(-1));

    public bool Take(int method)
    {
        switch (method)
        {
            case Lanes.Edit:
                return _edits-- > 0;
            case Lanes.LookUp when _lookUps <= 0:
                return false;
            case Lanes.LookUp:
                _lookUps--;
                return _posts-- > 0;
            default:
                return _posts-- > 0;
        }
    }
}
