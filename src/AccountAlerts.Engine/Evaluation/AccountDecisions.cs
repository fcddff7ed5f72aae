using System.Text.Json;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What one tick decides for one account, against the alerts as they are stored right now.</summary>
internal sealed class AccountDecisions
{
    private AccountDecisions(AccountFile file, AccountSnapshot account, HealthResult? health, IReadOnlyList<StoredAlert> alerts, IReadOnlyList<AlertChange> changes)
    {
        File = file;
        Account = account;
        Health = health;
        Alerts = alerts;
        Changes = changes;
    }

    public AccountFile File { get; }

    public AccountSnapshot Account { get; set; }

    /// <summary>Null for an account that was not evaluated any more.</summary>
    public HealthResult? Health { get; }

    /// <summary>The newest episode of each key, after the changes.</summary>
    public IReadOnlyList<StoredAlert> Alerts { get; }

    public IReadOnlyList<AlertChange> Changes { get; }

    /// <summary>How the alerts that are stored were told so far.</summary>
    public IReadOnlyList<Telling> Told { get; set; } = [];

    /// <summary>Who hears of them; null until the round has looked.</summary>
    public AccountNews? News { get; set; }

    public AccountPlan Plan { get; set; } = AccountPlan.Nothing;

    /// <summary>Lists show the account's head only beside its alerts; the score that alerts go by is kept in any case.</summary>
    public bool SnapshotChanged => Health is not null
        && (Alerts.Any(stored => stored.Alert.IsLive) || Account.Held?.Score != File.Snapshot?.Held?.Score) && !SameAs(File.Snapshot);

    /// <param name="sighting">Null for an account that is gone.</param>
    /// <param name="end">What became of one that is gone.</param>
    /// <returns>Null where nothing is stored and nothing happens.</returns>
    public static AccountDecisions? Of(AccountFile file, AccountSighting? sighting, AccountEnd? end, DateTimeOffset now)
    {
        var account = sighting?.Account ?? file.Snapshot;
        if (account is null)
            return null;
        // What moved the score last is remembered until something moves it again.
        if (account.Shift is null && file.Snapshot?.Shift is { } shift)
            account = account with { Shift = shift };

        var alerts = file.Alerts.ToDictionary(stored => stored.Alert.Key);
        var changes = new List<AlertChange>();
        foreach (var observation in sighting?.Seen ?? [])
        {
            var stored = alerts.GetValueOrDefault(observation.Key);
            var words = sighting!.Words.GetValueOrDefault(observation.Key);
            if (AlertMachine.Decide(stored?.Alert, observation, now) is not Decision.Change { Transition: var transition })
                continue;
            // Opened only because of a click after the words were made: without words it waits for the next evaluation.
            if ((words ?? stored?.Text) is not { } text)
                continue;
            Apply(transition, transition.Before is null ? words ?? text : words, text);
        }

        foreach (var stored in file.Alerts.Where(stored => stored.Alert.IsLive))
        {
            string? reason = sighting is null ? end?.Reason ?? AlertReasons.AccountLeft : sighting.Closing.GetValueOrDefault(stored.Alert.Key);
            if (reason is not null && AlertMachine.Close(stored.Alert, reason, now, end?.Note) is Decision.Change { Transition: var transition })
                Apply(transition, null, stored.Text);
        }

        return new AccountDecisions(file, account, sighting?.Health, [.. alerts.Values], changes);

        void Apply(Transition transition, Templating.CauseWords? changed, Templating.CauseWords text)
        {
            changes.Add(new AlertChange(transition, changed));
            alerts[transition.After.Key] = new StoredAlert(transition.After, changed ?? text);
        }
    }

    /// <summary>As they are stored: lists within have no equality of their own.</summary>
    private bool SameAs(AccountSnapshot? stored) =>
        stored is not null && stored.At == Account.At && stored.Score == Account.Score
        && JsonSerializer.SerializeToUtf8Bytes(Account, MessageJson.Options).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(stored, MessageJson.Options));
}
