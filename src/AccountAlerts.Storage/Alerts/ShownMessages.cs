using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Reads what messages should show from the outbox.</summary>
public sealed class ShownMessages(SqlDatabase database) : IShownMessages
{
    public Task<Message?> FindAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        if (RowKey.Parse(key) is not { } line)
            return Task.FromResult(Find(reader, "key", key));
        string? post = ProductValues.Find(reader, RowSheet.Scope, line.Sheet) is { } sheet ? RowSheet.Read(sheet).Post : null;
        return Task.FromResult(post is null ? null : Find(reader, "unique_key", post));
    }

    private static Message? Find(SqlSession reader, string column, string value)
    {
        using var row = reader.Prepare($"SELECT desired FROM outbox WHERE {column} = ?1");
        return row.Bind(1, value).Step() ? MessageJson.Read(row.Bytes(0)) : null;
    }
}
