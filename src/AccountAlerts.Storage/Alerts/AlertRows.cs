using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Alerts as rows.</summary>
internal static class AlertRows
{
    public const string Columns =
        "account_id, trigger, subject_kind, subject_key, subject_label, kind, episode, version, opened_at, changed_at, status";

    public const int Count = 11;

    public static Alert Read(SqlStatement row) => new()
    {
        Key = new AlertKey(row.Int32(0), row.Text(1), (SubjectKind)row.Int32(2), row.Text(3)),
        SubjectLabel = row.Text(4),
        Kind = (TriggerKind)row.Int32(5),
        Episode = row.Int32(6),
        Version = row.Int32(7),
        OpenedAt = Instant(row.Int64(8)),
        ChangedAt = Instant(row.Int64(9)),
        Status = AlertJson.Read<AlertStatus>(row.Bytes(10)),
    };

    public static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>Cards as rows.</summary>
internal static class CardRows
{
    public const string Columns =
        "key, account_id, kind, platform, workspace, conversation, generation, phase, revision, version, causes, created_at, reader";

    public const int Count = 13;

    public static Card Read(SqlStatement row) => new()
    {
        Key = row.Text(0),
        AccountId = row.Int32(1),
        Kind = (TriggerKind)row.Int32(2),
        Conversation = new Conversation(row.Text(3), row.Text(4), row.Text(5)),
        Generation = row.Int32(6),
        Phase = (CardPhase)row.Int32(7),
        Revision = row.Int32(8),
        Version = row.Int32(9),
        Causes = AlertJson.Read<List<CardCause>>(row.Bytes(10)),
        CreatedAt = AlertRows.Instant(row.Int64(11)),
        Reader = row.TextOrNull(12),
    };
}
