using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Tellings as rows.</summary>
internal static class TellingRows
{
    public const string Columns =
        "account_id, trigger, subject_kind, subject_key, episode, news, reader, way, reason, decided_at, until_at, told_at, told_in, kind, severity, money, stands_for, role";

    /// <summary>Nothing is changed where it was told elsewhere after this was decided: whoever wrote it must look again.</summary>
    public const string Upsert = $"""
        INSERT INTO tellings ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        ON CONFLICT (account_id, trigger, subject_kind, subject_key, episode, news, reader) DO UPDATE SET
            way = excluded.way, reason = excluded.reason, decided_at = excluded.decided_at, until_at = excluded.until_at,
            told_at = excluded.told_at, told_in = excluded.told_in, severity = excluded.severity, money = excluded.money,
            stands_for = excluded.stands_for, role = excluded.role
        WHERE tellings.told_at IS NULL OR tellings.told_in = coalesce(excluded.told_in, '') OR excluded.decided_at > tellings.told_at
        """;

    public static SqlStatement Bind(SqlStatement insert, Telling telling)
    {
        var (account, trigger, subject, key) = telling.Alert;
        return insert.Bind(1, account).Bind(2, trigger).Bind(3, (long)subject).Bind(4, key).Bind(5, telling.Episode).Bind(6, telling.News)
            .Bind(7, telling.Reader).Bind(8, (long)telling.Way).Bind(9, telling.Reason).Bind(10, telling.DecidedAt.ToUnixTimeMilliseconds())
            .Bind(11, telling.Until?.ToUnixTimeMilliseconds()).Bind(12, telling.ToldAt?.ToUnixTimeMilliseconds()).Bind(13, telling.ToldIn)
            .Bind(14, (long)telling.Kind).Bind(15, (long)telling.Severity).Bind(16, telling.Money).Bind(17, telling.StandsFor).Bind(18, telling.Role);
    }

    public static Telling Read(SqlStatement row) => new(
        new AlertKey(row.Int32(0), row.Text(1), (SubjectKind)row.Int32(2), row.Text(3)), row.Int32(4), row.Int32(5), row.Text(6),
        (TellingWay)row.Int32(7), row.Text(8), AlertRows.Instant(row.Int64(9)), Optional(row.Int64OrNull(10)), Optional(row.Int64OrNull(11)),
        row.TextOrNull(12), (TriggerKind)row.Int32(13), (Severity)row.Int32(14), row.IsNull(15) ? null : row.Real(15))
    {
        StandsFor = row.TextOrNull(16),
        Role = row.Text(17),
    };

    private static DateTimeOffset? Optional(long? milliseconds) => milliseconds is { } at ? AlertRows.Instant(at) : null;
}
