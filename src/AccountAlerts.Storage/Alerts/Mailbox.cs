using AccountAlerts.Engine.Conversations;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>The inbox's messages. Times are the product's, since people read them.</summary>
public sealed class Mailbox(SqlDatabase database, TimeProvider clock) : IMailbox
{
    private const string Columns = "id, key, message, posted_at, edited_at, sequence";

    public Task<string> PostAsync(OutboundMessage message, CancellationToken cancellation) => database.WriteAsync(
        WriteArea.Mailbox,
        session =>
        {
            using var insert = session.Prepare(
                """
                INSERT INTO mailbox (key, conversation, message, posted_at, thread_id, sequence)
                VALUES (?1, ?2, ?3, ?4, (SELECT t.id FROM mailbox t WHERE t.id = ?5 AND t.conversation = ?2 AND t.thread_id IS NULL),
                        (SELECT coalesce(max(sequence), 0) + 1 FROM mailbox)) ON CONFLICT DO NOTHING
                """);
            insert.Bind(1, message.Key).Bind(2, Place(message.Conversation)).Bind(3, MessageJson.Write(message.Message))
                .Bind(4, clock.GetUtcNow().ToUnixTimeMilliseconds()).Bind(5, NumberOf(message.ThreadId)).Run();
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
        reader.Freeze();
        using var rows = reader.Prepare(
            $"SELECT {Columns} FROM mailbox WHERE conversation = ?1 AND thread_id IS NULL ORDER BY id DESC LIMIT ?2");
        var messages = Read(rows.Bind(1, Place(conversation)).Bind(2, limit), conversation);
        using var lines = reader.Prepare($"SELECT {Columns} FROM mailbox WHERE thread_id = ?1 ORDER BY id");
        for (int i = 0; i < messages.Count; i++)
        {
            var thread = Read(lines.Reset().Bind(1, NumberOf(messages[i].MessageId)), conversation);
            if (thread.Count > 0)
                messages[i] = messages[i] with { Thread = thread };
        }

        return Task.FromResult<IReadOnlyList<MailboxMessage>>(messages);
    }

    private static List<MailboxMessage> Read(SqlStatement rows, Conversation conversation)
    {
        var messages = new List<MailboxMessage>();
        while (rows.Step())
        {
            messages.Add(new MailboxMessage(
                IdOf(rows.Int64(0)), conversation, rows.Text(1), MessageJson.Read(rows.Bytes(2)), AlertRows.Instant(rows.Int64(3)),
                rows.Int64OrNull(4) is { } edited ? AlertRows.Instant(edited) : null, rows.Int64(5)));
        }

        return messages;
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

    private static long? NumberOf(string? id) =>
        long.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string IdOf(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
