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

    /// <summary>No row comes back where it was told elsewhere after this was decided: whoever wrote it must look again.</summary>
    public const string Upsert = $"""
        INSERT INTO tellings ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        ON CONFLICT (account_id, trigger, subject_kind, subject_key, episode, news, reader) DO UPDATE SET
            way = excluded.way, reason = excluded.reason, decided_at = excluded.decided_at, until_at = excluded.until_at,
            told_at = excluded.told_at, told_in = excluded.told_in, severity = excluded.severity, money = excluded.money,
            stands_for = excluded.stands_for, role = excluded.role
        WHERE tellings.told_at IS NULL OR tellings.told_in = coalesce(excluded.told_in, '') OR excluded.decided_at > tellings.told_at
        RETURNING 1
        """;

    /// <returns>False if it was told elsewhere meanwhile; nothing is changed then.</returns>
    public static bool Write(SqlStatement insert, Telling telling)
    {
        var (account, trigger, subject, key) = telling.Alert;
        insert.Bind(1, account).Bind(2, trigger).Bind(3, (long)subject).Bind(4, key).Bind(5, telling.Episode).Bind(6, telling.News)
            .Bind(7, telling.Reader).Bind(8, (long)telling.Way).Bind(9, telling.Reason).Bind(10, telling.DecidedAt.ToUnixTimeMilliseconds())
            .Bind(13, telling.ToldIn).Bind(14, (long)telling.Kind).Bind(15, (long)telling.Severity)
            .Bind(17, telling.StandsFor).Bind(18, telling.Role);
        _ = telling.Until is { } until ? insert.Bind(11, until.ToUnixTimeMilliseconds()) : insert.BindNull(11);
        _ = telling.ToldAt is { } told ? insert.Bind(12, told.ToUnixTimeMilliseconds()) : insert.BindNull(12);
        _ = telling.Money is { } money ? insert.Bind(16, money) : insert.BindNull(16);
        return insert.Step();
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
