using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Alerts, cards and their outbox rows.</summary>
public sealed class AlertStore(SqlDatabase database, DispatchSignal signal) : IAlertStore
{
    private const string EvaluationFence = "evaluation";

    public async Task<TickStart> BeginTickAsync(CancellationToken cancellation)
    {
        long epoch = await database.WriteAsync(
            session =>
            {
                using var fence = session.Prepare(
                    "INSERT INTO fences (name, epoch) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1 RETURNING epoch");
                fence.Bind(1, EvaluationFence).Step();
                return fence.Int64(0);
            },
            cancellation);

        using var reader = database.Read();
        reader.Freeze();
        var alerts = new Dictionary<int, IReadOnlyList<Alert>>();
        using (var rows = reader.Prepare($"SELECT {AlertRows.Columns} FROM alerts WHERE latest = 1 ORDER BY account_id, id"))
        {
            while (rows.Step())
            {
                var alert = AlertRows.Read(rows);
                if (alerts.TryGetValue(alert.Key.AccountId, out var known))
                    ((List<Alert>)known).Add(alert);
                else
                    alerts[alert.Key.AccountId] = new List<Alert> { alert };
            }
        }

        var withCards = new HashSet<int>();
        using (var rows = reader.Prepare("SELECT DISTINCT account_id FROM cards WHERE phase = 0"))
        {
            while (rows.Step())
                withCards.Add(rows.Int32(0));
        }

        var held = new Dictionary<int, HeldHealth>();
        using (var rows = reader.Prepare("SELECT account_id, snapshot ->> '$.held' FROM account_snapshots WHERE snapshot ->> '$.held' IS NOT NULL"))
        {
            while (rows.Step())
                held[rows.Int32(0)] = AlertJson.Read<HeldHealth>(rows.Text(1));
        }

        return new TickStart(epoch, alerts, withCards, ReadKnown(reader), held);
    }

    private static FirstSights ReadKnown(SqlSession session)
    {
        var known = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var rows = session.Prepare($"SELECT scope, key FROM evaluated WHERE scope <> '{AlertCommitWriter.OnceScope}'");
        while (rows.Step())
        {
            string scope = rows.Text(0);
            if (!known.TryGetValue(scope, out var keys))
                known[scope] = keys = new HashSet<string>(StringComparer.Ordinal);
            keys.Add(rows.Text(1));
        }

        return new FirstSights(
            Of(AlertCommitWriter.AccountScope).Select(key => int.Parse(key, CultureInfo.InvariantCulture)).ToHashSet(),
            Of(AlertCommitWriter.TriggerScope), Of(AlertCommitWriter.ModelScope), Of(AlertCommitWriter.StreamScope));

        HashSet<string> Of(string scope) => known.GetValueOrDefault(scope) ?? [];
    }

    public async Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(
                session =>
                {
                    using var writer = new AlertCommitWriter(session, commit);
                    writer.Fence(EvaluationFence);
                    writer.Write();
                },
                cancellation);
        }
        catch (AlertCommitWriter.RefusedException refused)
        {
            return refused.Outcome;
        }

        if (commit.Cards.Count > 0 || commit.Posts.Count > 0 || commit.Edits.Count > 0)
            signal.Wake();
        return new CommitOutcome.Stored();
    }

    public Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation)
    {
        using var reader = database.Read();
        reader.Freeze();
        using var alerts = reader.Prepare($"SELECT {AlertRows.Columns}, text FROM alerts WHERE account_id = ?1 AND latest = 1 ORDER BY id");
        using var cards = reader.Prepare($"""
            SELECT {CardRows.Columns}, (SELECT desired_hash FROM outbox WHERE outbox.key = cards.key) FROM cards
            WHERE account_id = ?1 AND id IN (SELECT max(id) FROM cards WHERE account_id = ?1 GROUP BY kind, platform, workspace, conversation)
            ORDER BY id
            """);
        using var snapshot = reader.Prepare("SELECT snapshot FROM account_snapshots WHERE account_id = ?1");
        var files = new List<AccountFile>(accountIds.Count);
        foreach (int id in accountIds)
        {
            cancellation.ThrowIfCancellationRequested();
            var stored = new List<StoredAlert>();
            for (alerts.Reset().Bind(1, id); alerts.Step();)
                stored.Add(new StoredAlert(AlertRows.Read(alerts), AlertJson.Read<CauseWords>(alerts.Text(AlertRows.Count))));
            var newest = new List<StoredCard>();
            for (cards.Reset().Bind(1, id); cards.Step();)
                newest.Add(new StoredCard(CardRows.Read(cards), cards.Text(CardRows.Count)));
            var account = snapshot.Reset().Bind(1, id).Step() ? AlertJson.Read<AccountSnapshot>(snapshot.Text(0)) : null;
            files.Add(new AccountFile(id, account, stored, newest));
        }

        return Task.FromResult<IReadOnlyList<AccountFile>>(files);
    }

    public Task<Card?> FindCardAsync(string key, CancellationToken cancellation)
    {
        using var reader = database.Read();
        if (RowKey.Parse(key) is { } line)
            return Task.FromResult(ProductValues.Find(reader, RowSheet.Scope, line.Sheet) is { } sheet ? RowSheet.Read(sheet).Find(line) : null);
        using var row = reader.Prepare($"SELECT {CardRows.Columns} FROM cards WHERE key = ?1");
        return Task.FromResult(row.Bind(1, key).Step() ? CardRows.Read(row) : null);
    }

    public Task<Answer?> AnsweredAsync(string clickId, CancellationToken cancellation)
    {
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT answer FROM clicks WHERE click_id = ?1");
        return Task.FromResult(row.Bind(1, clickId).Step() ? AlertJson.Read<Answer>(row.Text(0)) : null);
    }
}
