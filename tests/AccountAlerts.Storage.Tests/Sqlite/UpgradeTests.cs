using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Storage.Tests.Sqlite;

/// <summary>A file that the first released version left behind, with open alerts and cards on their way, is opened by this version.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string FirstMigration = "20261122045056_Initial";
    private const string Desired = """{"text":"first","blocks":[]}""";

    // What that version wrote, word for word: no member that came later.
    private const string Status = """{"state":"acknowledged","severity":"high","mark":{"severity":"high","score":47},"evidence":"e1","owner":"dana@example.com","acknowledgedBy":"dana@example.com"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 6, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly FakePlatform _platform = new();
    private readonly DispatchSignal _signal = new();

    private string DatabaseFile => _folder["alerts.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_comes_up_clean_keeps_its_alerts_and_sends_what_waited_once()
    {
        await using var database = new SqliteDatabase(DatabaseFile, _clock);
        Release(database);

        await new SqliteSchema(database, TimeProvider.System).PrepareAsync(default);

        Assert.Single(Directory.GetFiles(_folder.Path, "alerts.db.before-*"));
        var store = new AlertStore(database, _signal);
        AccountFile file = Assert.Single(await store.ReadAsync([7], default));
        StoredAlert alert = Assert.Single(file.Alerts);
        Assert.Equal((AlertState.Acknowledged, "dana@example.com", 2), (alert.Alert.State, alert.Alert.Status.AcknowledgedBy, alert.Alert.Version));
        Assert.Equal(["waiting", "shown", "midway"], file.Cards.Select(card => card.Card.Key));

        await DeliverAsync(database);
        await DeliverAsync(database);
        // The card that was on its way when the former version ended may have been accepted: it is looked up before it is posted.
        Assert.Equal(["find midway", "send midway", "send waiting"], _platform.Calls.Order());
        Assert.True(_platform.Calls.ToList().IndexOf("find midway") < _platform.Calls.ToList().IndexOf("send midway"));
    }

    /// <summary>The file as the released version leaves it.</summary>
    private void Release(SqliteDatabase database)
    {
        using SqliteConnection connection = database.Open();
        using SqliteAlertsContext context = SqliteDatabase.ContextOn(connection);
        context.GetService<IMigrator>().Migrate(FirstMigration);
        long then = _clock.GetUtcNow().AddMinutes(-30).ToUnixTimeMilliseconds();
        string hash = MessageJson.Hash(Desired);
        SqliteDatabase.Execute(connection, $$$"""
            INSERT INTO evaluated VALUES ('account', '7', {{{then}}}), ('trigger', 'quiet', {{{then}}});
            INSERT INTO fences VALUES ('evaluation', 12);
            INSERT INTO account_snapshots VALUES (7, '{"id":7,"accountId":"acme","name":"Acme","at":"2026-06-04","confidential":false,"score":47,"band":"critical","freshness":"usage to 4 June","holdExpansion":false,"course":[],"demo":false}');
            INSERT INTO alerts VALUES (1, 7, 'quiet', 0, 'acme', 'Acme', 0, 1, 1, 2, 2, 2, 'dana@example.com', NULL, {{{then}}}, {{{then}}}, '{{{Status}}}',
                '{"title":"It is quiet","body":[],"evidence":["quiet for 9 days"],"nextStep":"Call","steps":[],"dueOn":"2026-06-08"}');
            INSERT INTO alert_events VALUES (1, 2, 7, {{{then}}}, 'inbox:dana@example.com', 'acknowledged', '{{{Status}}}');
            """);
        Card(connection, 1, "waiting", "w", then, $"'{hash}', NULL, NULL, 1, 0, 0, 0, 0, 0, 0, 0, 0, NULL, {then}, NULL");
        Card(connection, 2, "shown", "s", then, $"'{hash}', '{hash}', 'm-shown', 0, 0, 0, 0, 0, 0, 1, 0, 1, NULL, {then}, {then}");
        Card(connection, 3, "midway", "m", then, $"'{hash}', NULL, NULL, 1, 0, 0, 0, {then + 80_000}, {then + 60_000}, 1, 1, 1, NULL, {then}, NULL");
    }

    private static void Card(SqliteConnection connection, int id, string key, string place, long then, string state) => SqliteDatabase.Execute(connection, $$$"""
        INSERT INTO cards (id, key, account_id, kind, platform, workspace, conversation, generation, phase, revision, version, causes, created_at)
        VALUES ({{{id}}}, '{{{key}}}', 7, 0, 'fake', 'w', '{{{place}}}', 1, 0, 1, 1, '[{"number":1,"alert":{"accountId":7,"trigger":"quiet","subjectKind":"account","subjectKey":"acme"},"episode":1,"fromRevision":1}]', {{{then}}});
        INSERT INTO outbox (id, key, unique_key, account_id, platform, workspace, conversation, priority, desired, desired_hash, shown_hash, message_id, pending,
            edit_only, plain, dead, next_attempt_at, lease_until, lease_epoch, unclear, attempts, last_error, created_at, shown_at)
        VALUES ({{{id}}}, '{{{key}}}', NULL, 7, 'fake', 'w', '{{{place}}}', 1, '{{{Desired}}}', {{{state}}});
        """);

    private async Task DeliverAsync(SqliteDatabase database)
    {
        var outbox = new Outbox(database, new DeliveryOptions());
        await outbox.ReleaseAsync(default);
        using var dispatcher = new Dispatcher(
            outbox, [_platform], _signal, Options.Create(new DeliveryOptions()), _clock, NullLogger<Dispatcher>.Instance);
        await dispatcher.DrainAsync(default);
    }
}
