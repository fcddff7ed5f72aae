using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// What the product remembers: scores that were said, heads of accounts, and small values.

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

internal sealed class ValueRow
{
    public required string Scope { get; set; }
    public required string Key { get; set; }
    public required string Value { get; set; }
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

internal sealed class ValueTable() : Table<ValueRow>("product_values")
{
    protected override void Shape(EntityTypeBuilder<ValueRow> builder) => builder.HasKey(row => new { row.Scope, row.Key });
}
