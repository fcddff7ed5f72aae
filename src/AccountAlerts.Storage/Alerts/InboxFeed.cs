using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The mailbox's messages of a reader, and what the outbox shows (or is about to show) them on other platforms.</summary>
public sealed class InboxFeed(SqlDatabase database, IMailbox mailbox) : IInboxFeed
{
    /// <summary>Sets these messages apart from the mailbox's own, which are called by bare numbers.</summary>
    private const string Prefix = "o";

    public async Task<IReadOnlyList<MailboxMessage>> ReadAsync(string reader, int limit, CancellationToken cancellation)
    {
        var here = await mailbox.ReadAsync(InboxPlatform.ConversationOf(reader), limit, cancellation);
        var elsewhere = Elsewhere(reader.ToLowerInvariant(), limit);
        return elsewhere.Count == 0 ? here : [.. here.Concat(elsewhere).OrderByDescending(message => message.PostedAt).Take(limit)];
    }

    public async Task<long> LatestAsync(string reader, CancellationToken cancellation)
    {
        long here = await mailbox.LatestAsync(InboxPlatform.ConversationOf(reader), cancellation);
        using var lent = database.Read();
        using var posted = lent.Prepare("SELECT coalesce(max(id), 0) FROM outbox WHERE reader = ?1 AND platform <> 'inbox'");
        posted.Bind(1, reader.ToLowerInvariant()).Step();
        if (posted.Int64(0) is not (> 0 and var newest))
            return here;

        // Whatever happens changes one of the three: a new message the first, an end the number of live cards, an edit their versions.
        using var live = lent.Prepare("SELECT count(*), CAST(coalesce(sum(version), 0) AS bigint) FROM cards WHERE reader = ?1 AND phase = 0 AND platform <> 'inbox'");
        live.Bind(1, reader.ToLowerInvariant()).Step();
        return unchecked((((here * 1_000_003) + newest) * 1_000_003 + live.Int64(0)) * 1_000_003 + live.Int64(1));
    }

    private List<MailboxMessage> Elsewhere(string reader, int limit)
    {
        using var lent = database.Read();
        // A card that was over before anybody saw it is not shown here either.
        using var rows = lent.Prepare(
            """
            SELECT o.id, o.platform, o.workspace, o.conversation, o.key, o.desired, o.created_at, coalesce(c.version, 1)
            FROM outbox o LEFT JOIN cards c ON c.key = o.key
            WHERE o.reader = ?1 AND o.platform <> 'inbox' AND (o.edit_only = 0 OR o.message_id IS NOT NULL)
            ORDER BY o.id DESC LIMIT ?2
            """);
        var messages = new List<MailboxMessage>();
        for (rows.Bind(1, reader).Bind(2, limit); rows.Step();)
        {
            messages.Add(new MailboxMessage(
                Prefix + rows.Int64(0).ToString(CultureInfo.InvariantCulture), new Conversation(rows.Text(1), rows.Text(2), rows.Text(3)),
                rows.Text(4), MessageJson.Read(rows.Bytes(5)), AlertRows.Instant(rows.Int64(6)), null, rows.Int64(7)));
        }

        return messages;
    }
}
