using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>What was opened when, from the audit trail: it knows every episode, and which of them was news.</summary>
public sealed class AlertOpenings(SqlDatabase database) : IAlertOpenings
{
    public Task<IReadOnlyList<AlertOpening>> SinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(
            """
            SELECT a.trigger, e.account_id, e.at FROM alert_events e JOIN alerts a ON a.id = e.alert_id
            WHERE e.version = 1 AND e.at >= ?1 AND e.reason <> ?2 ORDER BY e.at, e.alert_id
            """);
        rows.Bind(1, since.ToUnixTimeMilliseconds()).Bind(2, AlertReasons.Standing);
        var openings = new List<AlertOpening>();
        while (rows.Step())
            openings.Add(new AlertOpening(rows.Text(0), rows.Int32(1), DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(2))));
        return Task.FromResult<IReadOnlyList<AlertOpening>>(openings);
    }
}
