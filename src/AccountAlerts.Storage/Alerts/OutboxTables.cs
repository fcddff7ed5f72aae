using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// Cards, and the way of every message out.

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
