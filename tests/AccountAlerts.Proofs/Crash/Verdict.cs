using System.Text.Json;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Crash;

/// <summary>What must be true of a service that was killed and then left in peace: the same as if nothing had happened.</summary>
internal static class Verdict
{
    public static async Task OnAsync(Place place, StoredState state)
    {
        string evaluation = await FactsAreThoseOfAnUninterruptedImportAsync(place);
        AlertsAreWhatFires(state, evaluation);
        TheAuditTrailHasNoGaps(state);
        EveryAnnouncementHasItsCard(state);
        EveryCardIsShownOnce(state);
        NothingIsLeftBeside(place);
    }

    /// <returns>The evaluation, one account a line.</returns>
    private static async Task<string> FactsAreThoseOfAnUninterruptedImportAsync(Place place)
    {
        using var peaceful = new Place();
        await peaceful.RunAsync("import", place.Watched);
        await peaceful.RunAsync("import", place["hand"]);
        await place.RunAsync("export", place["export"]);
        await peaceful.RunAsync("export", peaceful["export"]);
        string[] files = [.. Directory.GetFiles(peaceful["export"]).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        Assert.Equal(files, Directory.GetFiles(place["export"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in files)
            Assert.Equal(File.ReadAllText(Path.Combine(peaceful["export"], file)), File.ReadAllText(Path.Combine(place["export"], file)));

        string evaluation = await place.RunAsync("evaluate", "--json");
        Assert.Equal(await peaceful.RunAsync("evaluate", "--json"), evaluation);
        return evaluation;
    }

    private static void AlertsAreWhatFires(StoredState state, string evaluation)
    {
        string[] live = [.. state.Rows($"""
            SELECT a.account_id, l.trigger, l.subject_key FROM alerts l JOIN accounts a ON a.id = l.account_id WHERE l.state <> {(int)AlertState.Resolved}
            """).Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal)];
        string[] firing = [.. evaluation.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(Firing).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(firing);
        Assert.Equal(firing, live);

        // All was well at first, so nothing may look as if it had always been so.
        state.MustHaveNone("An alert is standing", $"SELECT * FROM alerts WHERE state = {(int)AlertState.Standing}");
        state.MustHaveNone("An episode is live beside a newer one", $"SELECT * FROM alerts WHERE latest = 0 AND state <> {(int)AlertState.Resolved}");
        state.MustHaveNone("Episodes are missing", """
            SELECT account_id, trigger, subject_key, count(*), max(episode), sum(latest) FROM alerts GROUP BY account_id, trigger, subject_kind, subject_key
            HAVING count(*) <> max(episode) OR min(episode) <> 1 OR sum(latest) <> 1
            """);
    }

    private static IEnumerable<string> Firing(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement account = document.RootElement;
        return [.. account.GetProperty("triggers").EnumerateArray().Where(trigger => trigger.GetProperty("state").ValueEquals("firing"))
            .Select(trigger => $"{account.GetProperty("account").GetString()} {trigger.GetProperty("name").GetString()} {trigger.GetProperty("subject").GetString()}")];
    }

    private static void TheAuditTrailHasNoGaps(StoredState state) => state.MustHaveNone("The audit trail has gaps", """
        SELECT a.id, a.version, count(e.version), min(e.version), max(e.version) FROM alerts a LEFT JOIN alert_events e ON e.alert_id = a.id
        GROUP BY a.id HAVING count(e.version) <> a.version OR min(e.version) <> 1 OR max(e.version) <> a.version
            OR a.status <> (SELECT status FROM alert_events WHERE alert_id = a.id AND version = a.version)
        """);

    /// <summary>Of these customers, what is high goes to the owner: each time something is announced there is one new message, and no other.</summary>
    private static void EveryAnnouncementHasItsCard(StoredState state)
    {
        var announced = state.Rows($"""
            SELECT a.account_id, count(DISTINCT e.at) FROM alert_events e JOIN alerts a ON a.id = e.alert_id
            WHERE a.severity >= 2 AND e.reason IN ('{AlertReasons.Fired}', '{AlertReasons.Refired}') GROUP BY 1 ORDER BY 1
            """);
        Assert.NotEmpty(announced);
        Assert.Equal(announced, state.Rows("SELECT account_id, count(*) FROM cards GROUP BY 1 ORDER BY 1"));
        Assert.Equal(
            state.Rows($"SELECT DISTINCT account_id FROM alerts WHERE state <> {(int)AlertState.Resolved} AND severity >= 2 ORDER BY 1"),
            state.Rows("SELECT account_id FROM cards WHERE phase = 0 ORDER BY 1"));
    }

    private static void EveryCardIsShownOnce(StoredState state)
    {
        state.MustHaveNone("Waiting, in work or given up", "SELECT id, pending, unclear, dead, last_error FROM outbox WHERE pending <> 0 OR unclear > 0 OR dead = 1");
        state.MustHaveNone("A card without a row to deliver it", "SELECT key FROM cards WHERE key NOT IN (SELECT key FROM outbox)");
        state.MustHaveNone("A live card is not shown", "SELECT key FROM cards WHERE phase = 0 AND key NOT IN (SELECT key FROM mailbox)");
        state.MustHaveNone("A message is shown twice", "SELECT key, count(*) FROM mailbox GROUP BY key HAVING count(*) > 1");
        state.MustHaveNone("A message belongs to nothing", "SELECT key FROM mailbox WHERE key NOT IN (SELECT key FROM outbox)");
        state.MustHaveNone("A message shows something else than it should", """
            SELECT o.key, o.desired, m.message FROM outbox o JOIN mailbox m ON m.key = o.key WHERE m.message <> o.desired OR o.message_id IS NOT CAST(m.id AS TEXT)
            """);
        // Only a card that was over before anybody could see it is never shown.
        state.MustHaveNone("A message was never shown", "SELECT key FROM outbox WHERE edit_only = 0 AND key NOT IN (SELECT key FROM mailbox)");
    }

    private static void NothingIsLeftBeside(Place place)
    {
        string[] known = ["alerts.db", "alerts.db-shm", "alerts.db-wal", "alerts.db.migrate", "alerts.db.serve"];
        Assert.Empty(Directory.GetFiles(place.DataFolder).Select(Path.GetFileName).Except(known));
        Assert.False(Directory.Exists(Path.Combine(place.Watched, "failed")));
    }
}
