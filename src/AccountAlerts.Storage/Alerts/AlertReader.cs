using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Read models over alerts, for pages and lists.</summary>
public sealed class AlertReader(SqlDatabase database, IDeliveryDesk desk) : IAlertReader, IAlertTrail
{
    public Task<IReadOnlyList<StoredAlert>> OfAccountAsync(int accountId, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            $"SELECT {AlertRows.Columns}, text FROM alerts WHERE account_id = ?1 ORDER BY state = 4, changed_at DESC, id DESC LIMIT ?2");
        rows.Bind(1, accountId).Bind(2, limit);
        var alerts = new List<StoredAlert>();
        while (rows.Step())
            alerts.Add(new StoredAlert(AlertRows.Read(rows), AlertJson.Read<CauseWords>(rows.Bytes(AlertRows.Count))));
        return Task.FromResult<IReadOnlyList<StoredAlert>>(alerts);
    }

    public Task<IReadOnlyList<AlertEvent>> TrailAsync(int accountId, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            """
            SELECT a.account_id, a.trigger, a.subject_kind, a.subject_key, a.episode, e.version, e.at, e.actor, e.reason, e.status
            FROM alert_events e JOIN alerts a ON a.id = e.alert_id
            WHERE e.account_id = ?1 ORDER BY e.at DESC, e.alert_id DESC, e.version DESC LIMIT ?2
            """);
        rows.Bind(1, accountId).Bind(2, limit);
        return Task.FromResult<IReadOnlyList<AlertEvent>>(Events(rows));
    }

    public Task<IReadOnlyList<AlertEvent>> SinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            """
            SELECT a.account_id, a.trigger, a.subject_kind, a.subject_key, a.episode, e.version, e.at, e.actor, e.reason, e.status
            FROM alert_events e JOIN alerts a ON a.id = e.alert_id
            WHERE e.at >= ?1 ORDER BY e.at, e.alert_id, e.version
            """);
        return Task.FromResult<IReadOnlyList<AlertEvent>>(Events(rows.Bind(1, since.ToUnixTimeMilliseconds())));
    }

    private static List<AlertEvent> Events(SqlStatement rows)
    {
        var trail = new List<AlertEvent>();
        while (rows.Step())
        {
            var key = new AlertKey(rows.Int32(0), rows.Text(1), (SubjectKind)rows.Int32(2), rows.Text(3));
            trail.Add(new AlertEvent(
                key, rows.Int32(4), rows.Int32(5), AlertRows.Instant(rows.Int64(6)), rows.Text(7), rows.Text(8),
                AlertJson.Read<AlertStatus>(rows.Bytes(9))));
        }

        return trail;
    }

    public Task<IReadOnlyList<ListedAlert>> OfTeammateAsync(string email, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedAlert>>(List(
        """
        (a.assignee = ?1 OR a.owner = ?1 AND a.assignee IS NULL
         OR (a.account_id, a.kind) IN (SELECT c.account_id, c.kind FROM cards c WHERE c.phase = 0 AND (c.reader = ?1 OR c.reader IS NULL AND c.conversation = ?1)))
        """,
        statement => statement.Bind(1, email.ToLowerInvariant()),
        cancellation));

    public Task<IReadOnlySet<string>> StandingReadersAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            $"""
            SELECT coalesce(assignee, owner) FROM alerts WHERE latest = 1 AND state = {(int)AlertState.Standing} AND coalesce(assignee, owner) IS NOT NULL
            UNION
            SELECT coalesce(c.reader, c.conversation) FROM alerts a JOIN cards c ON c.account_id = a.account_id AND c.kind = a.kind AND c.phase = 0
            WHERE a.latest = 1 AND a.state = {(int)AlertState.Standing}
            """);
        var readers = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Step())
            readers.Add(rows.Text(0).ToLowerInvariant());
        return Task.FromResult<IReadOnlySet<string>>(readers);
    }

    public Task<IReadOnlyList<ListedAlert>> LiveAsync(int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedAlert>>(List(
        "a.state <> 0", statement => statement, cancellation, limit));

    public Task<IReadOnlyList<ListedAlert>> UnclaimedAsync(int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedAlert>>(List(
        $"a.owner IS NULL AND a.assignee IS NULL AND a.state <> {(int)AlertState.Standing} AND a.kind <> {(int)TriggerKind.Data}",
        statement => statement, cancellation, limit));

    public Task<IReadOnlyList<ListedAlert>> MutedAsync(int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedAlert>>(
    [
        .. List(
                // The reason stands in the audit trail; whether it still holds is in the status.
                $"EXISTS (SELECT 1 FROM alert_events e WHERE e.alert_id = a.id AND e.reason = '{AlertReasons.Muted}')",
                statement => statement, cancellation, live: false)
            .Where(listed => listed.Stored.Alert.Status.Hold is { Kind: HoldKind.Muted })
            .OrderByDescending(listed => listed.Stored.Alert.ChangedAt).Take(limit),
    ]);

    public Task<IReadOnlyList<Alert>> UnfinishedAsync(Severity least, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            $"""
            SELECT {AlertRows.Columns} FROM alerts
            WHERE latest = 1 AND state IN ({(int)AlertState.Open}, {(int)AlertState.Acknowledged}) AND severity >= ?1 ORDER BY id
            """);
        rows.Bind(1, (long)least);
        var alerts = new List<Alert>();
        while (rows.Step())
            alerts.Add(AlertRows.Read(rows));
        return Task.FromResult<IReadOnlyList<Alert>>(alerts);
    }

    public Task<DeliveryCounts> DeliveryAsync(CancellationToken cancellation) => desk.CountAsync(cancellation);

    private List<ListedAlert> List(
        string where, Func<SqlStatement, SqlStatement> bind, CancellationToken cancellation, int limit = int.MaxValue, bool live = true)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            $"""
            SELECT {Qualified(AlertRows.Columns)}, a.text, s.snapshot,
                   EXISTS (SELECT 1 FROM cards c WHERE c.account_id = a.account_id AND c.kind = a.kind AND c.phase = 0)
            FROM alerts a JOIN account_snapshots s ON s.account_id = a.account_id
            WHERE a.latest = 1 AND a.state {(live ? "<>" : "=")} 4 AND {where}
            ORDER BY a.severity DESC, s.money IS NULL, s.money DESC, a.opened_at, a.id
            """);
        bind(rows);
        var alerts = new List<ListedAlert>();
        while (alerts.Count < limit && rows.Step())
        {
            var stored = new StoredAlert(AlertRows.Read(rows), AlertJson.Read<CauseWords>(rows.Bytes(AlertRows.Count)));
            alerts.Add(new ListedAlert(stored, AlertJson.Read<AccountSnapshot>(rows.Bytes(AlertRows.Count + 1)), rows.Int64(AlertRows.Count + 2) == 1));
        }

        return alerts;
    }

    private static string Qualified(string columns) => string.Join(", ", columns.Split(", ").Select(column => "a." + column));
}
