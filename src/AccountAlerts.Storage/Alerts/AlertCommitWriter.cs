using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Writes one commit within a transaction of the caller's. What must not be stored throws, and the caller's transaction forgets all of it.</summary>
internal sealed class AlertCommitWriter(SqlSession session, AlertCommit commit) : IDisposable
{
    public const string AccountScope = "account";
    public const string TriggerScope = "trigger";
    public const string ModelScope = "model";
    public const string StreamScope = "stream";

    /// <summary>Names of what is done once.</summary>
    public const string OnceScope = "once";

    private readonly Dictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);
    private readonly long _at = commit.At.ToUnixTimeMilliseconds();

    /// <summary>Refuses the commit of an evaluation that a newer one has overtaken.</summary>
    public void Fence(string name)
    {
        if (commit.Epoch is not { } epoch)
            return;
        if (!Sql("SELECT 1 FROM fences WHERE name = ?1 AND epoch = ?2").Bind(1, name).Bind(2, epoch).Step())
            throw new RefusedException(new CommitOutcome.Overtaken());
    }

    public void Write()
    {
        if (commit.Once is { } once)
            TakeName(once);
        if (commit.Click is { } click)
            WriteClick(click);
        foreach (var change in commit.Alerts)
            WriteAlert(change);
        foreach (var change in commit.Cards)
            WriteCard(change);
        foreach (var snapshot in commit.Snapshots)
            WriteSnapshot(snapshot);
        foreach (var said in commit.Said)
            WriteSaid(said);
        foreach (var telling in commit.Tellings)
            WriteTelling(telling);
        foreach (var value in commit.Values)
            WriteValue(value);
        foreach (int account in commit.New.Accounts)
            WriteEvaluated(AccountScope, account.ToString(CultureInfo.InvariantCulture));
        foreach (string trigger in commit.New.Triggers)
            WriteEvaluated(TriggerScope, trigger);
        foreach (string model in commit.New.Models)
            WriteEvaluated(ModelScope, model);
        foreach (string stream in commit.New.Streams)
            WriteEvaluated(StreamScope, stream);
        // Last, so that the conversations' lanes are locked for as short as can be.
        using var queue = new OutboxQueue(session, _at);
        queue.Write(commit.Cards, commit.Posts);
        queue.Edit(commit.Edits);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
    }

    private void TakeName(string once)
    {
        if (!Sql("INSERT INTO evaluated (scope, key, first_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING RETURNING 1").Bind(1, OnceScope).Bind(2, once).Bind(3, _at).Step())
            throw new RefusedException(new CommitOutcome.AlreadyDone());
    }

    private void WriteSnapshot(AccountSnapshot account)
    {
        var upsert = Sql("""
            INSERT INTO account_snapshots (account_id, snapshot, money) VALUES (?1, ?2, ?3)
            ON CONFLICT (account_id) DO UPDATE SET snapshot = excluded.snapshot, money = excluded.money
            """)
            .Bind(1, account.Id).Bind(2, AlertJson.Write(account));
        // Lists are ordered by it, and amounts without a rate cannot be compared.
        _ = account.Money is { InBase: true } money ? upsert.Bind(3, money.Value) : upsert.BindNull(3);
        upsert.Run();
    }

    private void WriteValue(ProductValue value)
    {
        if (value.Value is null)
            Sql("DELETE FROM product_values WHERE scope = ?1 AND key = ?2").Bind(1, value.Scope).Bind(2, value.Key).Run();
        else
            Sql(ProductValues.Upsert).Bind(1, value.Scope).Bind(2, value.Key).Bind(3, value.Value).Run();
    }

    private void WriteClick(ClickRecord click)
    {
        bool first = Sql("INSERT INTO clicks (click_id, actor, at, answer) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING 1")
            .Bind(1, click.ClickId).Bind(2, click.Actor).Bind(3, click.At.ToUnixTimeMilliseconds()).Bind(4, AlertJson.Write(click.Answer)).Step();
        if (first)
            return;
        var earlier = Sql("SELECT answer FROM clicks WHERE click_id = ?1").Bind(1, click.ClickId);
        earlier.Step();
        throw new RefusedException(new CommitOutcome.Repeated(AlertJson.Read<Answer>(earlier.Text(0))));
    }

    private void WriteAlert(AlertChange change)
    {
        var alert = change.Transition.After;
        string status = AlertJson.Write(alert.Status);
        long id = change.Transition.Before is null ? Insert(alert, change.Text, status) : Update(alert, change, status);
        Sql("INSERT INTO alert_events (alert_id, version, account_id, at, actor, reason, status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, id).Bind(2, alert.Version).Bind(3, alert.Key.AccountId).Bind(4, change.Transition.At.ToUnixTimeMilliseconds())
            .Bind(5, change.Transition.Actor).Bind(6, change.Transition.Reason).Bind(7, status).Run();
    }

    private long Insert(Alert alert, CauseWords? text, string status)
    {
        var (account, trigger, kind, key) = alert.Key;
        // The former episode steps back only if it is over and is the one that was seen; else the new row runs into the unique index.
        Sql("""
            UPDATE alerts SET latest = 0 WHERE account_id = ?1 AND trigger = ?2 AND subject_kind = ?3 AND subject_key = ?4 AND latest = 1
            AND state = ?5 AND episode = ?6
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, (long)AlertState.Resolved).Bind(6, alert.Episode - 1).Run();
        var insert = Sql("""
            INSERT INTO alerts (account_id, trigger, subject_kind, subject_key, subject_label, kind, episode, latest, version, state, severity,
                                owner, assignee, opened_at, changed_at, status, text, wake_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            ON CONFLICT DO NOTHING RETURNING id
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, alert.SubjectLabel).Bind(6, (long)alert.Kind)
            .Bind(7, alert.Episode).Bind(8, alert.Version).Bind(9, (long)alert.State).Bind(10, (long)alert.Severity).Bind(11, alert.Status.Owner)
            .Bind(12, alert.Status.Assignee).Bind(13, alert.OpenedAt.ToUnixTimeMilliseconds()).Bind(14, alert.ChangedAt.ToUnixTimeMilliseconds())
            .Bind(15, status).Bind(16, AlertJson.Write(text ?? throw new ArgumentException($"A new alert needs words: {alert.Key}.")));
        BindWake(insert, 17, alert.Status);
        return insert.Step() ? insert.Int64(0) : throw new RefusedException(new CommitOutcome.Conflict(account));
    }

    private long Update(Alert alert, AlertChange change, string status)
    {
        var (account, trigger, kind, key) = alert.Key;
        var update = Sql("""
            UPDATE alerts SET version = ?7, state = ?8, severity = ?9, owner = ?10, assignee = ?11, changed_at = ?12, status = ?13,
                              text = coalesce(?14, text), wake_at = ?15
            WHERE account_id = ?1 AND trigger = ?2 AND subject_kind = ?3 AND subject_key = ?4 AND episode = ?5 AND version = ?6 AND latest = 1
            RETURNING id
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, alert.Episode).Bind(6, change.Transition.ExpectedVersion)
            .Bind(7, alert.Version).Bind(8, (long)alert.State).Bind(9, (long)alert.Severity).Bind(10, alert.Status.Owner)
            .Bind(11, alert.Status.Assignee).Bind(12, alert.ChangedAt.ToUnixTimeMilliseconds()).Bind(13, status)
            .Bind(14, change.Text is null ? null : AlertJson.Write(change.Text));
        BindWake(update, 15, alert.Status);
        return update.Step() ? update.Int64(0) : throw new RefusedException(new CommitOutcome.Conflict(account));
    }

    /// <summary>When time alone changes what becomes of it: its snooze, or what holds it back, ends.</summary>
    private static void BindWake(SqlStatement statement, int index, AlertStatus status)
    {
        if ((status.Snooze?.Until ?? status.Hold?.Until) is { } wake)
            statement.Bind(index, wake.ToUnixTimeMilliseconds());
        else
            statement.BindNull(index);
    }

    private void WriteCard(CardChange change)
    {
        var card = change.Card;
        string causes = AlertJson.Write(card.Causes);
        bool stored = card.Version == 1
            ? Sql("""
                INSERT INTO cards (key, account_id, kind, platform, workspace, conversation, generation, phase, revision, version, causes, created_at, reader)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12) ON CONFLICT DO NOTHING RETURNING 1
                """)
                .Bind(1, card.Key).Bind(2, card.AccountId).Bind(3, (long)card.Kind).Bind(4, card.Conversation.Platform)
                .Bind(5, card.Conversation.Workspace).Bind(6, card.Conversation.Id).Bind(7, card.Generation).Bind(8, (long)card.Phase)
                .Bind(9, card.Revision).Bind(10, causes).Bind(11, card.CreatedAt.ToUnixTimeMilliseconds())
                .Bind(12, card.Reader ?? card.Conversation.Id).Step()
            : Sql("UPDATE cards SET phase = ?3, revision = ?4, causes = ?5, version = ?6 WHERE key = ?1 AND version = ?2 RETURNING 1")
                .Bind(1, card.Key).Bind(2, card.Version - 1).Bind(3, (long)card.Phase).Bind(4, card.Revision).Bind(5, causes)
                .Bind(6, card.Version).Step();
        if (!stored)
            throw new RefusedException(new CommitOutcome.Conflict(card.AccountId));
    }

    private void WriteTelling(Telling telling)
    {
        if (!TellingRows.Write(Sql(TellingRows.Upsert), telling))
            throw new RefusedException(new CommitOutcome.Conflict(telling.Alert.AccountId));
    }

    private void WriteSaid(SaidScore said)
    {
        var insert = Sql("""
            INSERT INTO said_scores (account_id, at, score, health, said_at) SELECT ?1, ?2, ?3, ?4, ?5
            WHERE NOT EXISTS (SELECT 1 FROM said_scores WHERE account_id = ?1 AND at = ?2 AND health = ?4)
            """)
            .Bind(1, said.AccountId).Bind(2, said.At.DayNumber);
        _ = said.Score is { } score ? insert.Bind(3, score) : insert.BindNull(3);
        insert.Bind(4, said.HealthJson).Bind(5, _at).Run();
    }

    private void WriteEvaluated(string scope, string key) =>
        Sql("INSERT INTO evaluated (scope, key, first_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING").Bind(1, scope).Bind(2, key).Bind(3, _at).Run();

    /// <summary>A statement that is prepared once per commit, ready to run.</summary>
    private SqlStatement Sql(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
            _statements[text] = statement = session.Prepare(text);
        return statement.Reset();
    }

    /// <summary>Ends the writer's transaction; the store turns it into an outcome.</summary>
    internal sealed class RefusedException(CommitOutcome outcome) : Exception(outcome.ToString())
    {
        public CommitOutcome Outcome { get; } = outcome;
    }
}
