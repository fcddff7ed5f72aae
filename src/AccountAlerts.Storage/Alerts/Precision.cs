using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Tuning;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Counts answers per trigger over the audit trail.</summary>
public sealed class Precision(SqlDatabase database) : IPrecision
{
    private static readonly string Useful = Quoted(
        AlertReasons.Acknowledged, AlertReasons.Done, AlertReasons.HandedOver, AlertReasons.Claimed, AlertReasons.PlaybookStarted);

    private static readonly string NotUseful = Quoted(AlertReasons.WrongData, AlertReasons.Muted);

    private static readonly string Counts = $"""
        SELECT said.trigger, sum(CASE WHEN said.good = 1 AND said.bad = 0 THEN 1 ELSE 0 END), sum(said.bad), sum(said.opened)
        FROM (
            SELECT a.trigger AS trigger, e.alert_id AS alert,
                   max(CASE WHEN e.reason IN ({Useful}) THEN 1 ELSE 0 END) AS good,
                   max(CASE WHEN e.reason IN ({NotUseful}) THEN 1 ELSE 0 END) AS bad,
                   max(CASE WHEN e.version = 1 THEN 1 ELSE 0 END) AS opened
            FROM alert_events e JOIN alerts a ON a.id = e.alert_id
            WHERE e.at >= ?1 GROUP BY a.trigger, e.alert_id
        ) said
        GROUP BY said.trigger ORDER BY said.trigger
        """;

    public Task<IReadOnlyList<TriggerPrecision>> SinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare(Counts);
        rows.Bind(1, since.ToUnixTimeMilliseconds());
        var counts = new List<TriggerPrecision>();
        while (rows.Step())
        {
            if (rows.Int32(1) + rows.Int32(2) + rows.Int32(3) > 0)
                counts.Add(new TriggerPrecision(rows.Text(0), rows.Int32(1), rows.Int32(2), rows.Int32(3)));
        }

        return Task.FromResult<IReadOnlyList<TriggerPrecision>>(counts);
    }

    private static string Quoted(params string[] reasons) => string.Join(", ", reasons.Select(reason => $"'{reason}'"));
}
