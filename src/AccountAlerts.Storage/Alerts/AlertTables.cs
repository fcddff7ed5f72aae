using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// The schema of alerts, cards and messages. These classes name columns and nothing else: rows are read and written by plain
// statements. Instants are UTC milliseconds since 1970, days are day numbers, flags 1 or 0, words and numbers of enums their value.

internal sealed class AlertRow
{
    public long Id { get; set; }
    public long AccountId { get; set; }
    public required string Trigger { get; set; }
    public long SubjectKind { get; set; }
    public required string SubjectKey { get; set; }
    public required string SubjectLabel { get; set; }
    public long Kind { get; set; }
    public long Episode { get; set; }

    /// <summary>1 for the newest episode of its key.</summary>
    public long Latest { get; set; }
    public long Version { get; set; }
    public long State { get; set; }
    public long Severity { get; set; }
    public string? Owner { get; set; }
    public string? Assignee { get; set; }
    public long OpenedAt { get; set; }
    public long ChangedAt { get; set; }

    /// <summary>When its snooze, or what holds it back, ends.</summary>
    public long? WakeAt { get; set; }

    /// <summary>The whole status, as JSON.</summary>
    public required string Status { get; set; }

    /// <summary>The words, as JSON.</summary>
    public required string Text { get; set; }
}

internal sealed class AlertEventRow
{
    public long AlertId { get; set; }
    public long Version { get; set; }
    public long AccountId { get; set; }
    public long At { get; set; }
    public required string Actor { get; set; }
    public required string Reason { get; set; }
    public required string Status { get; set; }
}

internal sealed class CardRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public long AccountId { get; set; }
    public long Kind { get; set; }
    public required string Platform { get; set; }
    public required string Workspace { get; set; }
    public required string Conversation { get; set; }
    public long Generation { get; set; }
    public long Phase { get; set; }
    public long Revision { get; set; }
    public long Version { get; set; }
    public required string Causes { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>In lower case; null in rows from before it was kept, whose conversation is called like it.</summary>
    public string? Reader { get; set; }
}

internal sealed class OutboxRow
{
    public long Id { get; set; }

    /// <summary>Random; travels with the message. A card's row has the card's key.</summary>
    public required string Key { get; set; }

    /// <summary>For posts: what makes them said once.</summary>
    public string? UniqueKey { get; set; }

    /// <summary>For lines of a thread: the key of the card above.</summary>
    public string? ThreadOf { get; set; }
    public long? AccountId { get; set; }
    public required string Platform { get; set; }
    public required string Workspace { get; set; }
    public required string Conversation { get; set; }

    /// <summary>Null for what was settled before lanes existed.</summary>
    public long? LaneId { get; set; }
    public long Priority { get; set; }

    /// <summary>Place in the lane among rows of its priority, so that accounts take turns.</summary>
    public long? Turn { get; set; }
    public required string Desired { get; set; }
    public required string DesiredHash { get; set; }
    public string? ShownHash { get; set; }
    public string? MessageId { get; set; }

    /// <summary>1 while what is shown is not what is desired, unless the row is dead; 2 while a line of a thread waits for the card above.</summary>
    public long Pending { get; set; }
    public long EditOnly { get; set; }

    /// <summary>1 once the platform refused the full form: the plainest one goes out.</summary>
    public long Plain { get; set; }
    public long Dead { get; set; }
    public long? DeadAt { get; set; }

    /// <summary>Attempts since it was last known for sure what is shown; counted at the claim, so that a crash counts too.</summary>
    public long Unclear { get; set; }
    public long Attempts { get; set; }
    public string? LastError { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>When what is desired changed last, by the database's clock, as is <see cref="ShownAt"/>.</summary>
    public long? QueuedAt { get; set; }
    public long? ShownAt { get; set; }

    /// <summary>1 if the message may have been shown twice, 2 once the copy is away.</summary>
    public long? Doubled { get; set; }

    /// <summary>A message beside <see cref="MessageId"/>; empty: look for it by the key.</summary>
    public string? Stray { get; set; }

    /// <summary>In lower case; null in rows from before it was kept, all of them the inbox's.</summary>
    public string? Reader { get; set; }
}

/// <summary>A conversation's way out: what its next message needs.</summary>
internal sealed class LaneRow
{
    public long Id { get; set; }
    public long WorkspaceId { get; set; }
    public required string Conversation { get; set; }

    /// <summary>Of the next message; null while none waits.</summary>
    public long? Priority { get; set; }

    /// <summary>Of the next message: 0 is posted, 1 edited, 2 looked up first.</summary>
    public long Method { get; set; }

    /// <summary>Nothing goes before: end of a lease and a time-out, of a refusal, of a limit.</summary>
    public long HoldUntil { get; set; }

    /// <summary>0 while nobody has the lane.</summary>
    public long LeaseUntil { get; set; }
    public long Epoch { get; set; }

    /// <summary>Of the row that was claimed last: where accounts that join begin.</summary>
    public long Turn { get; set; }

    /// <summary>When the bucket of the conversation's limit is full again.</summary>
    public long FullAt { get; set; }

    /// <summary>Why it takes nothing; null if it does.</summary>
    public string? Reason { get; set; }
    public long? Since { get; set; }
}

internal sealed class WorkspaceRow
{
    public long Id { get; set; }
    public required string Platform { get; set; }
    public required string Workspace { get; set; }
    public long BlockedUntil { get; set; }

    /// <summary>Why it takes nothing; null for a mere wait.</summary>
    public string? Reason { get; set; }
    public long? Since { get; set; }
    public long PostsFullAt { get; set; }
    public long EditsFullAt { get; set; }
    public long LookUpsFullAt { get; set; }
}

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

internal sealed class SaidScoreRow
{
    public long Id { get; set; }
    public long AccountId { get; set; }
    public long At { get; set; }
    public long? Score { get; set; }
    public required string Health { get; set; }
    public long SaidAt { get; set; }
}

internal sealed class AccountSnapshotRow
{
    public long AccountId { get; set; }
    public required string Snapshot { get; set; }
    public double? Money { get; set; }
}

internal sealed class EvaluatedRow
{
    /// <summary><c>account</c> or <c>trigger</c>.</summary>
    public required string Scope { get; set; }
    public required string Key { get; set; }
    public long FirstAt { get; set; }
}

internal sealed class FenceRow
{
    public required string Name { get; set; }
    public long Epoch { get; set; }
}

internal sealed class TellingRow
{
    public long Id { get; set; }
    public long AccountId { get; set; }
    public required string Trigger { get; set; }
    public long SubjectKind { get; set; }
    public required string SubjectKey { get; set; }
    public long Episode { get; set; }
    public long News { get; set; }
    public required string Reader { get; set; }
    public long Way { get; set; }
    public required string Reason { get; set; }
    public long DecidedAt { get; set; }
    public long? UntilAt { get; set; }
    public long? ToldAt { get; set; }
    public string? ToldIn { get; set; }
    public long Kind { get; set; }
    public long Severity { get; set; }
    public double? Money { get; set; }
    public string? StandsFor { get; set; }
    public required string Role { get; set; }
}

internal sealed class ValueRow
{
    public required string Scope { get; set; }
    public required string Key { get; set; }
    public required string Value { get; set; }
}

internal abstract class Table<T>(string name) : IEntityTypeConfiguration<T>
    where T : class
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable(name);
        foreach (var property in typeof(T).GetProperties())
            builder.Property(property.Name).HasColumnName(Snake(property.Name));
        Shape(builder);
    }

    protected abstract void Shape(EntityTypeBuilder<T> builder);

    protected void Index(EntityTypeBuilder<T> builder, string[] properties, bool unique = false, string? filter = null)
    {
        string suffix = string.Join('_', properties.Select(Snake));
        builder.HasIndex(properties, $"ix_{name}_{suffix}{(filter is null ? "" : "_some")}").IsUnique(unique).HasFilter(filter);
    }

    private static string Snake(string property)
    {
        var text = new StringBuilder(property.Length + 4);
        foreach (char letter in property)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}

internal sealed class AlertTable() : Table<AlertRow>("alerts")
{
    private static readonly string[] Identity = ["AccountId", "Trigger", "SubjectKind", "SubjectKey"];

    protected override void Shape(EntityTypeBuilder<AlertRow> builder)
    {
        Index(builder, [.. Identity, "Episode"], unique: true);
        // One open row per key, whatever the code does.
        Index(builder, Identity, unique: true, filter: "latest = 1");
        Index(builder, ["Owner"], filter: "latest = 1 AND state <> 4");
        Index(builder, ["Assignee"], filter: "latest = 1 AND state <> 4 AND assignee IS NOT NULL");
        Index(builder, ["WakeAt"], filter: "latest = 1 AND wake_at IS NOT NULL");
    }
}

internal sealed class AlertEventTable() : Table<AlertEventRow>("alert_events")
{
    protected override void Shape(EntityTypeBuilder<AlertEventRow> builder)
    {
        builder.HasKey(row => new { row.AlertId, row.Version });
        Index(builder, ["AccountId", "At"]);
        Index(builder, ["At"], filter: "version = 1");
    }
}

internal sealed class CardTable() : Table<CardRow>("cards")
{
    private static readonly string[] Place = ["AccountId", "Kind", "Platform", "Workspace", "Conversation"];

    protected override void Shape(EntityTypeBuilder<CardRow> builder)
    {
        Index(builder, ["Key"], unique: true);
        Index(builder, [.. Place, "Generation"], unique: true);
        Index(builder, Place, unique: true, filter: "phase = 0");
        Index(builder, ["Conversation"], filter: "phase = 0");
        Index(builder, ["Conversation", "CreatedAt"]);
        Index(builder, ["Reader"], filter: "phase = 0");
    }
}

internal sealed class OutboxTable() : Table<OutboxRow>("outbox")
{
    protected override void Shape(EntityTypeBuilder<OutboxRow> builder)
    {
        Index(builder, ["Key"], unique: true);
        Index(builder, ["UniqueKey"], unique: true, filter: "unique_key IS NOT NULL");
        Index(builder, ["LaneId", "Priority", "Turn", "Id"], filter: "pending = 1");
        Index(builder, ["LaneId", "AccountId", "Turn"], filter: "pending = 1");
        Index(builder, ["ThreadOf"], filter: "thread_of IS NOT NULL");
        Index(builder, ["ShownAt"], filter: "shown_at IS NOT NULL");
        Index(builder, ["Dead"], filter: "dead = 1");
        Index(builder, ["Doubled"], filter: "doubled > 0");
        Index(builder, ["Reader", "Id"], filter: "platform <> 'inbox'");
    }
}

internal sealed class LaneTable() : Table<LaneRow>("lanes")
{
    protected override void Shape(EntityTypeBuilder<LaneRow> builder)
    {
        Index(builder, ["WorkspaceId", "Conversation"], unique: true);
        Index(builder, ["WorkspaceId", "Priority", "HoldUntil"], filter: "priority IS NOT NULL");
        Index(builder, ["Reason"], filter: "reason IS NOT NULL");
    }
}

internal sealed class WorkspaceTable() : Table<WorkspaceRow>("workspaces")
{
    protected override void Shape(EntityTypeBuilder<WorkspaceRow> builder) => Index(builder, ["Platform", "Workspace"], unique: true);
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

internal sealed class SaidScoreTable() : Table<SaidScoreRow>("said_scores")
{
    protected override void Shape(EntityTypeBuilder<SaidScoreRow> builder) => Index(builder, ["AccountId", "At"]);
}

internal sealed class AccountSnapshotTable() : Table<AccountSnapshotRow>("account_snapshots")
{
    protected override void Shape(EntityTypeBuilder<AccountSnapshotRow> builder)
    {
        builder.HasKey(row => row.AccountId);
        builder.Property(row => row.AccountId).ValueGeneratedNever();
    }
}

internal sealed class EvaluatedTable() : Table<EvaluatedRow>("evaluated")
{
    protected override void Shape(EntityTypeBuilder<EvaluatedRow> builder) => builder.HasKey(row => new { row.Scope, row.Key });
}

internal sealed class FenceTable() : Table<FenceRow>("fences")
{
    protected override void Shape(EntityTypeBuilder<FenceRow> builder) => builder.HasKey(row => row.Name);
}

internal sealed class TellingTable() : Table<TellingRow>("tellings")
{
    protected override void Shape(EntityTypeBuilder<TellingRow> builder)
    {
        Index(builder, ["AccountId", "Trigger", "SubjectKind", "SubjectKey", "Episode", "News", "Reader"], unique: true);
        Index(builder, ["Reader"], filter: "told_at IS NULL");
        Index(builder, ["UntilAt"], filter: "told_at IS NULL AND way = 3");
        Index(builder, ["DecidedAt"]);
        Index(builder, ["ToldAt"], filter: "told_at IS NOT NULL");
    }
}

internal sealed class ValueTable() : Table<ValueRow>("product_values")
{
    protected override void Shape(EntityTypeBuilder<ValueRow> builder) => builder.HasKey(row => new { row.Scope, row.Key });
}
