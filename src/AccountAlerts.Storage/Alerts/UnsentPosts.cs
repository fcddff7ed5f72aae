using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <inheritdoc cref="IUnsentPosts"/>
public sealed class UnsentPosts(SqlDatabase database) : IUnsentPosts
{
    public Task<int> WithdrawAsync(ServiceGap gap, CancellationToken cancellation) => database.WriteAsync(session => Withdraw(session, gap), cancellation);

    private static int Withdraw(SqlSession session, ServiceGap gap)
    {
        var posts = new List<(long Id, string Name, long? Lane)>();
        using (var rows = session.Prepare(
            """
            SELECT id, unique_key, lane_id FROM outbox
            WHERE pending = 1 AND (unique_key LIKE 'digest/%' OR unique_key LIKE 'review/%') AND message_id IS NULL AND unclear = 0 AND dead = 0 AND created_at <= ?1
            ORDER BY id
            """))
        {
            for (rows.Bind(1, gap.From.ToUnixTimeMilliseconds()); rows.Step();)
                posts.Add((rows.Int64(0), rows.Text(1), rows.Int64OrNull(2)));
        }

        using (var drop = session.Prepare("UPDATE outbox SET pending = 0, last_error = 'the service was away; it is told with the news of that time' WHERE id = ?1"))
        using (var untell = session.Prepare("UPDATE tellings SET way = ?2, reason = ?3, decided_at = ?4, told_at = NULL, told_in = NULL WHERE told_in = ?1"))
        {
            foreach (var (id, name, _) in posts)
            {
                drop.Reset().Bind(1, id).Run();
                untell.Reset().Bind(1, name).Bind(2, (long)TellingWay.Held).Bind(3, TellingReasons.Gap).Bind(4, gap.To.ToUnixTimeMilliseconds()).Run();
            }
        }

        Lanes.Refresh(session, posts.Select(post => post.Lane).OfType<long>().Distinct());
        return posts.Count;
    }
}
