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

    // Bounds the memory of one read.
    private const int LargestRead = 1000;

    public async Task<TickStart> BeginTickAsync(CancellationToken cancellation)
    {
        long epoch = await database.WriteAsync(
            WriteArea.Evaluation,
            session =>
            {
                using var fence = session.Prepare(
                    "INSERT INTO fences (name, epoch) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET epoch = fences.epoch + 1 RETURNING epoch");
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
        string heldJson = reader.Dialect.Member("snapshot", "held");
        using (var rows = reader.Prepare($"SELECT account_id, {heldJson} FROM account_snapshots WHERE {heldJson} IS NOT NULL"))
        {
            while (rows.Step())
                held[rows.Int32(0)] = AlertJson.Read<HeldHealth>(rows.Bytes(1));
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
                commit.Epoch is null ? WriteArea.None : WriteArea.Evaluation,
                session =>
                {
                    using var writer = new AlertCommitWriter(session, commit);
                    writer.Fence(EvaluationFence);
                    writer.Write();
                    if (commit.Cards.Count > 0 || commit.Posts.Count > 0)
                        session.Announce(SqlTopics.Outbox);
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
        var files = new List<AccountFile>(accountIds.Count);
        foreach (int[] some in accountIds.Chunk(LargestRead))
        {
            cancellation.ThrowIfCancellationRequested();
            ReadSome(reader, some, files);
        }

        return Task.FromResult<IReadOnlyList<AccountFile>>(files);
    }

    private static void ReadSome(SqlReader reader, int[] accountIds, List<AccountFile> files)
    {
        // One account is what every click asks for.
        bool one = accountIds.Length == 1;
        string ids = one ? "" : AlertJson.Write(accountIds);
        string among = one ? "account_id = ?1" : reader.Dialect.IsAmong("account_id", "?1");
        using var alerts = reader.Prepare($"SELECT {AlertRows.Columns}, text FROM alerts WHERE latest = 1 AND {among} ORDER BY id");
        using var cards = reader.Prepare($"""
            SELECT {CardRows.Columns}, (SELECT desired_hash FROM outbox WHERE outbox.key = cards.key) FROM cards
            WHERE id IN (SELECT max(id) FROM cards WHERE {among} GROUP BY account_id, kind, platform, workspace, conversation)
            ORDER BY id
            """);
        using var snapshots = reader.Prepare($"SELECT account_id, snapshot FROM account_snapshots WHERE {among}");
        var stored = new Dictionary<int, List<StoredAlert>>();
        for (BindTo(alerts); alerts.Step();)
            Add(stored, alerts.Int32(0), new StoredAlert(AlertRows.Read(alerts), AlertJson.Read<CauseWords>(alerts.Bytes(AlertRows.Count))));
        var newest = new Dictionary<int, List<StoredCard>>();
        for (BindTo(cards); cards.Step();)
            Add(newest, cards.Int32(1), new StoredCard(CardRows.Read(cards), cards.Text(CardRows.Count)));
        var accounts = new Dictionary<int, AccountSnapshot>();
        for (BindTo(snapshots); snapshots.Step();)
            accounts[snapshots.Int32(0)] = AlertJson.Read<AccountSnapshot>(snapshots.Bytes(1));
        files.AddRange(accountIds.Select(id => new AccountFile(
            id, accounts.GetValueOrDefault(id), stored.GetValueOrDefault(id) ?? [], newest.GetValueOrDefault(id) ?? [])));

        SqlStatement BindTo(SqlStatement statement) => one ? statement.Bind(1, accountIds[0]) : statement.Bind(1, ids);

        static void Add<T>(Dictionary<int, List<T>> lists, int account, T item)
        {
            if (!lists.TryGetValue(account, out var list))
                lists[account] = list = [];
            list.Add(item);
        }
    }

    public Task<AccountSnapshot?> SnapshotAsync(int accountId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT snapshot FROM account_snapshots WHERE account_id = ?1");
        return Task.FromResult(row.Bind(1, accountId).Step() ? AlertJson.Read<AccountSnapshot>(row.Bytes(0)) : null);
    }

    public Task<Card?> FindCardAsync(string key, CancellationToken cancellation)
    {
        using var reader = database.Read();
        return Task.FromResult(FindCard(reader, key));
    }

    public Task<ActSight> LookAsync(ActLook look, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        reader.Freeze();
        var earlier = look.ClickId is { } click ? Answered(reader, click) : null;
        var card = look.CardKey is { } key ? FindCard(reader, key) : null;
        if (look.CardKey is not null && card is null)
            return Task.FromResult(new ActSight(earlier, null, null));
        var files = new List<AccountFile>(1);
        ReadSome(reader, [card?.AccountId ?? look.AccountId], files);
        return Task.FromResult(new ActSight(earlier, card, files[0]));
    }

    private static Card? FindCard(SqlSession session, string key)
    {
        if (RowKey.Parse(key) is { } line)
            return ProductValues.Find(session, RowSheet.Scope, line.Sheet) is { } sheet ? RowSheet.Read(sheet).Find(line) : null;
        using var row = session.Prepare($"SELECT {CardRows.Columns} FROM cards WHERE key = ?1");
        return row.Bind(1, key).Step() ? CardRows.Read(row) : null;
    }

    private static Answer? Answered(SqlSession session, string clickId)
    {
        using var row = session.Prepare("SELECT answer FROM clicks WHERE click_id = ?1");
        return row.Bind(1, clickId).Step() ? AlertJson.Read<Answer>(row.Bytes(0)) : null;
    }
}
