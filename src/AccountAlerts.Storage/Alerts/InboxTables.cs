using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// What the inbox shows, and what was answered to clicks.

internal sealed class MailboxRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public required string Conversation { get; set; }

    /// <summary>The message under which this one stands; null for one of its own.</summary>
    public long? ThreadId { get; set; }
    public required string Message { get; set; }
    public long PostedAt { get; set; }
    public long? EditedAt { get; set; }
    public long Sequence { get; set; }
}

internal sealed class ClickRow
{
    public required string ClickId { get; set; }
    public required string Actor { get; set; }
    public long At { get; set; }
    public required string Answer { get; set; }
}

internal sealed class MailboxTable() : Table<MailboxRow>("mailbox")
{
    protected override void Shape(EntityTypeBuilder<MailboxRow> builder)
    {
        Index(builder, ["Key"], unique: true);
        Index(builder, ["Conversation", "Id"], filter: "thread_id IS NULL");
        Index(builder, ["ThreadId"], filter: "thread_id IS NOT NULL");
        Index(builder, ["Conversation", "Sequence"]);
        Index(builder, ["Sequence"]);
    }
}

internal sealed class ClickTable() : Table<ClickRow>("clicks")
{
    protected override void Shape(EntityTypeBuilder<ClickRow> builder) => builder.HasKey(row => row.ClickId);
}
