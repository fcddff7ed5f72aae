using AccountAlerts.Engine.Conversations;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The inbox's messages. Times are the product's, since people read them.</summary>
public sealed class Mailbox(SqlDatabase database, TimeProvider clock) : IMailbox
{
    public Task<string> PostAsync(OutboundMessage message, CancellationToken cancellation) => database.WriteAsync(
        WriteArea.Mailbox,
        session =>
        {
            using var insert = session.Prepare(
                """
                INSERT INTO mailbox (key, conversation, message, posted_at, sequence)
                VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(sequence), 0) + 1 FROM mailbox)) ON CONFLICT DO NOTHING
                """);
            insert.Bind(1, message.Key).Bind(2, Place(message.Conversation)).Bind(3, MessageJson.Write(message.Message))
                .Bind(4, clock.GetUtcNow().ToUnixTimeMilliseconds()).Run();
            using var id = session.Prepare("SELECT id FROM mailbox WHERE key = ?1");
            id.Bind(1, message.Key).Step();
            return IdOf(id.Int64(0));
        },
        cancellation);

    public Task<bool> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation)
    {
        if (!long.TryParse(messageId, System.Globalization.CultureInfo.InvariantCulture, out long id))
            return Task.FromResult(false);
        return database.WriteAsync(
            WriteArea.Mailbox,
            session =>
            {
                using var update = session.Prepare(
                    """
                    UPDATE mailbox SET message = ?3, edited_at = ?4, sequence = (SELECT max(sequence) + 1 FROM mailbox)
                    WHERE id = ?1 AND conversation = ?2 RETURNING 1
                    """);
                return update.Bind(1, id).Bind(2, Place(message.Conversation)).Bind(3, MessageJson.Write(message.Message))
                    .Bind(4, clock.GetUtcNow().ToUnixTimeMilliseconds()).Step();
            },
            cancellation);
    }

    public Task<string?> FindAsync(Conversation conversation, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT id FROM mailbox WHERE key = ?1 AND conversation = ?2");
        return Task.FromResult(row.Bind(1, key).Bind(2, Place(conversation)).Step() ? IdOf(row.Int64(0)) : null);
    }

    public Task<IReadOnlyList<MailboxMessage>> ReadAsync(Conversation conversation, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            "SELECT id, key, message, posted_at, edited_at, sequence FROM mailbox WHERE conversation = ?1 ORDER BY id DESC LIMIT ?2");
        rows.Bind(1, Place(conversation)).Bind(2, limit);
        var messages = new List<MailboxMessage>();
        while (rows.Step())
        {
            messages.Add(new MailboxMessage(
                IdOf(rows.Int64(0)), conversation, rows.Text(1), MessageJson.Read(rows.Text(2)), AlertRows.Instant(rows.Int64(3)),
                rows.Int64OrNull(4) is { } edited ? AlertRows.Instant(edited) : null, rows.Int64(5)));
        }

        return Task.FromResult<IReadOnlyList<MailboxMessage>>(messages);
    }

    public Task<long> LatestAsync(Conversation conversation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT coalesce(max(sequence), 0) FROM mailbox WHERE conversation = ?1");
        row.Bind(1, Place(conversation)).Step();
        return Task.FromResult(row.Int64(0));
    }

    // Addresses name the same page however they are written.
    private static string Place(Conversation conversation) => conversation.Id.ToLowerInvariant();

    private static string IdOf(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
