using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <inheritdoc cref="IUnsentPosts"/>
public sealed class UnsentPosts(SqlDatabase database) : IUnsentPosts
{
    private const string NeverSent = "o.pending = 1 AND o.message_id IS NULL AND o.unclear = 0 AND o.dead = 0 AND o.edit_only = 0 AND o.created_at <= ?1";

    /// <summary>Of everything that a message tells: nothing that people must hear of also late.</summary>
    private static readonly string Bearable = $"max(t.severity) < {(int)Severity.Critical} AND max(CASE WHEN t.reason = '{TellingReasons.HandedOver}' THEN 1 ELSE 0 END) = 0";

    private static readonly string Posts = $"""
        SELECT o.id, o.unique_key, o.lane_id FROM outbox o
        WHERE {NeverSent} AND (o.unique_key LIKE 'digest/%' OR o.unique_key LIKE 'review/%'
            OR (o.unique_key LIKE 'bundle/%' AND o.unique_key IN (SELECT t.told_in FROM tellings t WHERE t.told_in LIKE 'bundle/%' GROUP BY t.told_in HAVING {Bearable})))
        ORDER BY o.id
        """;

    // A card of which nothing is known (a notice, one from before tellings) is left alone.
    private static readonly string Cards = $"""
        SELECT o.id, o.key, o.lane_id, o.account_id FROM outbox o JOIN tellings t ON t.account_id = o.account_id AND t.told_in = o.key
        WHERE {NeverSent} AND o.unique_key IS NULL
        GROUP BY o.id, o.key, o.lane_id, o.account_id HAVING {Bearable}
        ORDER BY o.id
        """;

    private const string Drop = "UPDATE outbox SET pending = 0, last_error = 'the service was away; it is told with the news of that time' WHERE id = ?1";

    private static readonly string Untell = $"UPDATE tellings SET way = {(int)TellingWay.Held}, reason = '{TellingReasons.Gap}', decided_at = ?2, told_at = NULL, told_in = NULL WHERE told_in = ?1";

    // The card that it was to follow tells the story again, if anybody has seen it.
    private static readonly string Revive = $"""
        UPDATE cards SET phase = {(int)CardPhase.Live}, version = version + 1
        WHERE phase = {(int)CardPhase.Superseded} AND EXISTS (SELECT 1 FROM outbox o WHERE o.key = cards.key AND o.message_id IS NOT NULL)
            AND id = (SELECT max(p.id) FROM cards p JOIN cards c ON c.key = ?1 AND c.account_id = p.account_id AND c.kind = p.kind AND c.platform = p.platform
                AND c.workspace = p.workspace AND c.conversation = p.conversation AND p.id < c.id)
        """;

    public Task<int> WithdrawAsync(ServiceGap gap, CancellationToken cancellation) => database.WriteAsync(session => Withdraw(session, gap), cancellation);

    private static int Withdraw(SqlSession session, ServiceGap gap)
    {
        var posts = Find(session, Posts, gap);
        var cards = Find(session, Cards, gap);
        using (var drop = session.Prepare(Drop))
        {
            foreach (var (id, _, _, _) in posts.Concat(cards))
                drop.Reset().Bind(1, id).Run();
        }

        using (var untell = session.Prepare(Untell))
        {
            foreach (var post in posts)
                untell.Reset().Bind(1, post.Name).Bind(2, gap.To.ToUnixTimeMilliseconds()).Run();
        }

        TakeBack(session, cards, gap);
        Lanes.Refresh(session, posts.Concat(cards).Select(row => row.Lane).OfType<long>().Distinct());
        return posts.Count + cards.Count;
    }

    /// <summary>A card that nobody has seen is none: later news begins another.</summary>
    private static void TakeBack(SqlSession session, List<Late> cards, ServiceGap gap)
    {
        using var untell = session.Prepare($"{Untell} AND account_id = ?3");
        using var close = session.Prepare($"UPDATE cards SET phase = {(int)CardPhase.Closed} WHERE key = ?1");
        using var revive = session.Prepare(Revive);
        using var forget = session.Prepare("DELETE FROM cards WHERE key = ?1");
        using var lines = session.Prepare(OutboxQueue.DropLines);
        foreach (var (_, key, _, account) in cards)
        {
            untell.Reset().Bind(1, key).Bind(2, gap.To.ToUnixTimeMilliseconds()).Bind(3, account).Run();
            // Two of one place cannot live, so it ends before the other begins anew.
            close.Reset().Bind(1, key).Run();
            revive.Reset().Bind(1, key).Run();
            forget.Reset().Bind(1, key).Run();
            lines.Reset().Bind(1, key).Run();
        }
    }

    private static List<Late> Find(SqlSession session, string sql, ServiceGap gap)
    {
        var late = new List<Late>();
        using var rows = session.Prepare(sql);
        for (rows.Bind(1, gap.From.ToUnixTimeMilliseconds()); rows.Step();)
            late.Add(new Late(rows.Int64(0), rows.Text(1), rows.Int64OrNull(2), sql == Cards ? rows.Int64(3) : null));
        return late;
    }

    private sealed record Late(long Id, string Name, long? Lane, long? Account);
}
