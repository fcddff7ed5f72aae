using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>
/// A database that the release with the outbox's lanes left behind, SQLite's second and PostgreSQL's first, with open alerts and cards on their
/// way, is opened by this version.
/// </summary>
public sealed class UpgradeFromAlertingTests
{
    private const string OnSqlite = "20261122081347_Alerting";
    private const string OnPostgres = "20261122081546_Initial";

    private const string Desired = """{"text":"first","blocks":[]}""";

    // What that version wrote, word for word: no member that came later.
    private const string Status = """{"state":"open","severity":"high","mark":{"severity":"high"},"news":1,"evidence":"4f00d8693f98d8ab","owner":"dana@example.com","announcedAt":"2026-06-05T08:30:00+00:00"}""";

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 6, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly FakePlatform _platform = new();
    private readonly DispatchSignal _signal = new();

    [Fact]
    public async Task A_file_comes_up_clean_keeps_its_alerts_and_sends_what_waited_once()
    {
        using var folder = new TemporaryFolder();
        await using var database = new SqliteDatabase(folder["alerts.db"], _clock);
        using (var connection = database.Open())
        {
            using var context = SqliteDatabase.ContextOn(connection);
            Release(context, OnSqlite);
        }

        await ProveAsync(database, new SqliteSchema(database, TimeProvider.System));
    }

    [Fact]
    public async Task A_database_on_a_server_comes_up_clean_keeps_its_alerts_and_sends_what_waited_once()
    {
        await using PostgresTestDatabase place = await (await PostgresServer.SharedAsync()).CreateAsync();
        await using (var connection = new NpgsqlConnection(place.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var context = PostgresDatabase.ContextOn(connection);
            Release(context, OnPostgres);
        }

        await using var database = new PostgresDatabase(place.ConnectionString, _clock);
        await ProveAsync(database, new PostgresSchema(database, TimeProvider.System));
    }

    private async Task ProveAsync(SqlDatabase database, ISqlSchema schema)
    {
        await schema.PrepareAsync(default);

        AccountFile file = Assert.Single(await new AlertStore(database, _signal).ReadAsync([7], default));
        StoredAlert alert = Assert.Single(file.Alerts);
        Assert.Equal((AlertState.Open, "dana@example.com", 1), (alert.Alert.State, alert.Alert.Status.Owner, alert.Alert.Version));
        Assert.Equal(["waiting", "shown", "midway"], file.Cards.Select(card => card.Card.Key));
        Assert.Equal("It is quiet", alert.Text.Title);

        await DeliverAsync(database);
        await DeliverAsync(database);
        // The card that was on its way when the former version ended may have been accepted: it is looked up before it is posted.
        Assert.Equal(["find midway", "send line", "send midway", "send waiting"], _platform.Calls.Order());
        Assert.True(_platform.Calls.ToList().IndexOf("find midway") < _platform.Calls.ToList().IndexOf("send midway"));
        var desk = new DeliveryDesk(database, _signal);
        Assert.Equal(0, (await desk.CountAsync(default)).Pending);
        Assert.Equal(new OverdueMessages(0, null, 0, 0, 0), await desk.OverdueAsync(_clock.GetUtcNow(), TimeSpan.FromMinutes(5), default));
    }

    /// <summary>The database as that release leaves it: one card waits, one is shown with a line under it that waits, one was being sent.</summary>
    private void Release(DbContext context, string migration)
    {
        context.GetService<IMigrator>().Migrate(migration);
        long then = _clock.GetUtcNow().AddMinutes(-30).ToUnixTimeMilliseconds();
        Execute(context, $$$"""
            INSERT INTO evaluated (scope, "key", first_at) VALUES ('account', '7', {{{then}}}), ('trigger', 'quiet', {{{then}}});
            INSERT INTO fences (name, epoch) VALUES ('evaluation', 12);
            INSERT INTO account_snapshots (account_id, snapshot, money) VALUES (7, '{"id":7,"accountId":"acme","name":"Acme","at":"2026-06-04","arr":12000,"currency":"EUR","ownerEmail":"dana@example.com","reason":"too little is known","freshness":"Usage to 4 Jun 2026.","course":[],"lifecycle":"active","tags":[],"money":{"value":360,"currency":"EUR","inBase":true}}', 360);
            INSERT INTO alerts (id, account_id, "trigger", subject_kind, subject_key, subject_label, kind, episode, latest, version, state, severity, owner, assignee, opened_at, changed_at, status, text, wake_at)
            VALUES (1, 7, 'quiet', 0, 'acme', 'Acme', 0, 1, 1, 1, 1, 2, 'dana@example.com', NULL, {{{then}}}, {{{then}}}, '{{{Status}}}',
                '{"title":"It is quiet","body":[],"evidence":["quiet for 9 days"],"nextStep":"Call","steps":["Call"],"dueOn":"2026-06-08","say":"Hello"}', NULL);
            INSERT INTO alert_events (alert_id, version, account_id, at, actor, reason, status) VALUES (1, 1, 7, {{{then}}}, 'evaluation', 'opened', '{{{Status}}}');
            INSERT INTO tellings (id, account_id, "trigger", subject_kind, subject_key, episode, news, reader, way, reason, decided_at, until_at, told_at, told_in, kind, severity, money, stands_for, role)
            VALUES (1, 7, 'quiet', 0, 'acme', 1, 1, 'dana@example.com', 0, 'urgent', {{{then}}}, NULL, {{{then}}}, 'shown', 0, 2, 360, NULL, 'owner');
            INSERT INTO workspaces (id, platform, workspace, blocked_until, reason, since, posts_full_at, edits_full_at, look_ups_full_at) VALUES (1, 'fake', 'w', 0, NULL, NULL, 0, 0, 0);
            """);
        Card(context, 1, "waiting", then, pending: 1, message: "NULL, NULL, NULL", unclear: 0, lane: $"1, 0, {then}, 0, 0");
        Card(context, 2, "shown", then, pending: 0, message: $"'{MessageJson.Hash(Desired)}', 'm-shown', {then}", unclear: 0, lane: $"2, 0, {then}, 0, 3");
        Card(context, 3, "midway", then, pending: 1, message: "NULL, NULL, NULL", unclear: 1, lane: $"1, 2, {then + 80_000}, {then + 60_000}, 1");
        Outbox(context, 4, "line", 2, then, pending: 1, message: "NULL, NULL, NULL", unclear: 0, priority: 2, unique: "'line/shown/1'", under: "'shown'");
    }

    private static void Card(DbContext context, int id, string key, long then, int pending, string message, int unclear, string lane)
    {
        Execute(context, $$$"""
            INSERT INTO cards (id, "key", account_id, kind, platform, workspace, conversation, generation, phase, revision, version, causes, created_at, reader)
            VALUES ({{{id}}}, '{{{key}}}', 7, 0, 'fake', 'w', 'place-{{{id}}}', 1, 0, 1, 1, '[{"number":1,"alert":{"accountId":7,"trigger":"quiet","subjectKey":"acme"},"episode":1,"fromRevision":1}]', {{{then}}}, 'dana@example.com');
            INSERT INTO lanes (id, workspace_id, conversation, turn, full_at, reason, since, priority, method, hold_until, lease_until, epoch)
            VALUES ({{{id}}}, 1, 'place-{{{id}}}', 0, 0, NULL, NULL, {{{lane}}});
            """);
        Outbox(context, id, key, id, then, pending, message, unclear, priority: 1, unique: "NULL", under: "NULL");
    }

    /// <param name="message">Hash and name of what is shown, and since when.</param>
    private static void Outbox(DbContext context, int id, string key, int lane, long then, int pending, string message, int unclear, int priority, string unique, string under) => Execute(context, $$$"""
        INSERT INTO outbox (id, account_id, attempts, conversation, created_at, dead, dead_at, desired, desired_hash, doubled, edit_only, "key", lane_id, last_error,
            pending, plain, platform, priority, queued_at, reader, shown_hash, message_id, shown_at, stray, thread_of, turn, unclear, unique_key, workspace)
        VALUES ({{{id}}}, 7, {{{unclear}}}, 'place-{{{lane}}}', {{{then}}}, 0, NULL, '{{{Desired}}}', '{{{MessageJson.Hash(Desired)}}}', 0, 0, '{{{key}}}', {{{lane}}}, NULL,
            {{{pending}}}, 0, 'fake', {{{priority}}}, {{{then}}}, 'dana@example.com', {{{message}}}, NULL, {{{under}}}, 1, {{{unclear}}}, {{{unique}}}, 'w');
        """);

    // A command of its own: braces in the text are JSON, no parameters.
    private static void Execute(DbContext context, string sql)
    {
        using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The texts are this file's.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private async Task DeliverAsync(SqlDatabase database)
    {
        var outbox = new Outbox(database, new DeliveryOptions());
        await outbox.ReleaseAsync(default);
        using var dispatcher = new Dispatcher(
            outbox, [_platform], _signal, Options.Create(new DeliveryOptions()), _clock, NullLogger<Dispatcher>.Instance);
        await dispatcher.DrainAsync(default);
        _clock.Advance(TimeSpan.FromMinutes(2));
    }
}
