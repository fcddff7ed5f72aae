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
        WriteAlerts();
        WriteCards();
        foreach (var snapshot in commit.Snapshots)
            WriteSnapshot(snapshot);
        foreach (var said in commit.Said)
            WriteSaid(said);
        foreach (var telling in commit.Tellings)
            WriteTelling(telling);
        foreach (var value in commit.Values)
            WriteValue(value);
        ScopeMemory.Mark(session, commit.Values.Select(value => value.Scope));
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
        // Lists are ordered by money, and amounts without a rate cannot be compared.
        Sql("""
            INSERT INTO account_snapshots (account_id, snapshot, money) VALUES (?1, ?2, ?3)
            ON CONFLICT (account_id) DO UPDATE SET snapshot = excluded.snapshot, money = excluded.money
            """)
            .Bind(1, account.Id).Bind(2, AlertJson.Write(account)).Bind(3, account.Money is { InBase: true } money ? money.Value : (double?)null).Queue();
    }

    private void WriteValue(ProductValue value)
    {
        if (value.Value is null)
            Sql("DELETE FROM product_values WHERE scope = ?1 AND key = ?2").Bind(1, value.Scope).Bind(2, value.Key).Queue();
        else
            Sql(ProductValues.Upsert).Bind(1, value.Scope).Bind(2, value.Key).Bind(3, value.Value).Queue();
    }

    private void WriteClick(ClickRecord click)
    {
        bool first = Sql("INSERT INTO clicks (click_id, actor, at, answer) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING 1")
            .Bind(1, click.ClickId).Bind(2, click.Actor).Bind(3, click.At.ToUnixTimeMilliseconds()).Bind(4, AlertJson.Write(click.Answer)).Step();
        if (first)
            return;
        var earlier = Sql("SELECT answer FROM clicks WHERE click_id = ?1").Bind(1, click.ClickId);
        earlier.Step();
        throw new RefusedException(new CommitOutcome.Repeated(AlertJson.Read<Answer>(earlier.Bytes(0))));
    }

    // Statement by statement, not alert by alert, so that many runs of one become one trip to the database.
    private void WriteAlerts()
    {
        AlertChange[] opened = [.. commit.Alerts.Where(change => change.Transition.Before is null)];
        foreach (var change in opened)
            StepBack(change.Transition.After);
        foreach (var change in opened)
            Insert(change.Transition.After, change.Text);
        foreach (var change in commit.Alerts.Where(change => change.Transition.Before is not null))
            Update(change.Transition.After, change);
        foreach (var change in commit.Alerts)
            WriteEvent(change.Transition);
    }

    // The former episode steps back only if it is over and is the one that was seen; else the new row runs into the unique index.
    private void StepBack(Alert alert)
    {
        var (account, trigger, kind, key) = alert.Key;
        Sql("""
            UPDATE alerts SET latest = 0 WHERE account_id = ?1 AND trigger = ?2 AND subject_kind = ?3 AND subject_key = ?4 AND latest = 1
            AND state = ?5 AND episode = ?6
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, (long)AlertState.Resolved).Bind(6, alert.Episode - 1).Queue();
    }

    private void Insert(Alert alert, CauseWords? text)
    {
        var (account, trigger, kind, key) = alert.Key;
        Sql("""
            INSERT INTO alerts (account_id, trigger, subject_kind, subject_key, subject_label, kind, episode, latest, version, state, severity,
                                owner, assignee, opened_at, changed_at, status, text, wake_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            ON CONFLICT DO NOTHING
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, alert.SubjectLabel).Bind(6, (long)alert.Kind)
            .Bind(7, alert.Episode).Bind(8, alert.Version).Bind(9, (long)alert.State).Bind(10, (long)alert.Severity).Bind(11, alert.Status.Owner)
            .Bind(12, alert.Status.Assignee).Bind(13, alert.OpenedAt.ToUnixTimeMilliseconds()).Bind(14, alert.ChangedAt.ToUnixTimeMilliseconds())
            .Bind(15, AlertJson.Write(alert.Status)).Bind(16, AlertJson.Write(text ?? throw new ArgumentException($"A new alert needs words: {alert.Key}.")))
            .Bind(17, WakeOf(alert.Status)).Queue(Conflict(account));
    }

    private void Update(Alert alert, AlertChange change)
    {
        var (account, trigger, kind, key) = alert.Key;
        Sql("""
            UPDATE alerts SET version = ?7, state = ?8, severity = ?9, owner = ?10, assignee = ?11, changed_at = ?12, status = ?13,
                              text = coalesce(?14, text), wake_at = ?15
            WHERE account_id = ?1 AND trigger = ?2 AND subject_kind = ?3 AND subject_key = ?4 AND episode = ?5 AND version = ?6 AND latest = 1
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, alert.Episode).Bind(6, change.Transition.ExpectedVersion)
            .Bind(7, alert.Version).Bind(8, (long)alert.State).Bind(9, (long)alert.Severity).Bind(10, alert.Status.Owner)
            .Bind(11, alert.Status.Assignee).Bind(12, alert.ChangedAt.ToUnixTimeMilliseconds()).Bind(13, AlertJson.Write(alert.Status))
            .Bind(14, change.Text is null ? null : AlertJson.Write(change.Text)).Bind(15, WakeOf(alert.Status)).Queue(Conflict(account));
    }

    /// <summary>When time alone changes what becomes of it: its snooze, or what holds it back, ends.</summary>
    private static long? WakeOf(AlertStatus status) => (status.Snooze?.Until ?? status.Hold?.Until)?.ToUnixTimeMilliseconds();

    private void WriteEvent(Transition transition)
    {
        var alert = transition.After;
        var (account, trigger, kind, key) = alert.Key;
        Sql("""
            INSERT INTO alert_events (alert_id, version, account_id, at, actor, reason, status)
            SELECT id, ?6, ?1, ?7, ?8, ?9, ?10 FROM alerts
            WHERE account_id = ?1 AND trigger = ?2 AND subject_kind = ?3 AND subject_key = ?4 AND episode = ?5
            """)
            .Bind(1, account).Bind(2, trigger).Bind(3, (long)kind).Bind(4, key).Bind(5, alert.Episode).Bind(6, alert.Version)
            .Bind(7, transition.At.ToUnixTimeMilliseconds()).Bind(8, transition.Actor).Bind(9, transition.Reason)
            .Bind(10, AlertJson.Write(alert.Status)).Queue(Conflict(account));
    }

    private static Func<Exception> Conflict(int account) => () => new RefusedException(new CommitOutcome.Conflict(account));

    private void WriteTelling(Telling telling) =>
        TellingRows.Bind(Sql(TellingRows.Upsert), telling).Queue(Conflict(telling.Alert.AccountId));

    // Changes before new ones: a card gives its place up before its successor takes it.
    private void WriteCards()
    {
        foreach (var change in commit.Cards.Where(change => change.Card.Version > 1))
            Update(change.Card);
        foreach (var change in commit.Cards.Where(change => change.Card.Version == 1))
            Insert(change.Card);
    }

    private void Insert(Card card) =>
        Sql("""
            INSERT INTO cards (key, account_id, kind, platform, workspace, conversation, generation, phase, revision, version, causes, created_at, reader)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12) ON CONFLICT DO NOTHING
            """)
            .Bind(1, card.Key).Bind(2, card.AccountId).Bind(3, (long)card.Kind).Bind(4, card.Conversation.Platform)
            .Bind(5, card.Conversation.Workspace).Bind(6, card.Conversation.Id).Bind(7, card.Generation).Bind(8, (long)card.Phase)
            .Bind(9, card.Revision).Bind(10, AlertJson.Write(card.Causes)).Bind(11, card.CreatedAt.ToUnixTimeMilliseconds())
            .Bind(12, card.Reader ?? card.Conversation.Id).Queue(Conflict(card.AccountId));

    private void Update(Card card) =>
        Sql("UPDATE cards SET phase = ?3, revision = ?4, causes = ?5, version = ?6 WHERE key = ?1 AND version = ?2")
            .Bind(1, card.Key).Bind(2, card.Version - 1).Bind(3, (long)card.Phase).Bind(4, card.Revision).Bind(5, AlertJson.Write(card.Causes))
            .Bind(6, card.Version).Queue(Conflict(card.AccountId));

    private void WriteSaid(SaidScore said)
    {
        var insert = Sql("""
            INSERT INTO said_scores (account_id, at, score, health, said_at) SELECT ?1, ?2, ?3, ?4, ?5
            WHERE NOT EXISTS (SELECT 1 FROM said_scores WHERE account_id = ?1 AND at = ?2 AND health = ?4)
            """)
            .Bind(1, said.AccountId).Bind(2, said.At.DayNumber);
        _ = said.Score is { } score ? insert.Bind(3, score) : insert.BindNull(3);
        insert.Bind(4, said.HealthJson).Bind(5, _at).Queue();
    }

    private void WriteEvaluated(string scope, string key) =>
        Sql("INSERT INTO evaluated (scope, key, first_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING").Bind(1, scope).Bind(2, key).Bind(3, _at).Queue();

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
