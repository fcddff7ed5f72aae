using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// Alerts, what happened to them, and how they were told.

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

internal sealed class EvaluatedTable() : Table<EvaluatedRow>("evaluated")
{
    protected override void Shape(EntityTypeBuilder<EvaluatedRow> builder) => builder.HasKey(row => new { row.Scope, row.Key });
}

internal sealed class FenceTable() : Table<FenceRow>("fences")
{
    protected override void Shape(EntityTypeBuilder<FenceRow> builder) => builder.HasKey(row => row.Name);
}
