using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What an evaluation saw of one account that has, or may get, an alert; taken while its view was alive.</summary>
/// <param name="Closing">Live alerts that nothing speaks for any more, with the reason.</param>
/// <param name="Words">Of alerts that are new or have other evidence.</param>
internal sealed record AccountSighting(
    AccountSnapshot Account, HealthResult Health, IReadOnlyList<Observation> Seen, IReadOnlyDictionary<AlertKey, string> Closing,
    IReadOnlyDictionary<AlertKey, CauseWords> Words);

/// <summary>Looks at evaluated accounts on behalf of a tick. Safe to use on any worker: everything it reads is fixed.</summary>
internal sealed class AccountObserver(TickStart start, AlertSet set, AlertWords words, TeamDirectory team, bool demo, DateTimeOffset now)
{
    private readonly Dictionary<string, AlertTemplate> _templates = set.Templates
        .Where(template => template.Trigger.Mode != TriggerMode.Off)
        .ToDictionary(template => template.Trigger.Name, StringComparer.Ordinal);

    /// <returns>Null for an account about which there is nothing to decide.</returns>
    public AccountSighting? Look(AccountView view, AccountEvaluation evaluation)
    {
        var known = start.Alerts.GetValueOrDefault(evaluation.Id) ?? [];
        var snapshot = new Lazy<AccountSnapshot>(() => AccountSnapshots.Of(view, evaluation, demo));
        var seen = new List<Observation>();
        var rendered = new Dictionary<AlertKey, CauseWords>();
        foreach (var result in evaluation.Triggers)
        {
            if (!_templates.TryGetValue(result.Trigger, out var template) || result.Subject.Kind != template.Trigger.Each)
                continue;
            var key = new AlertKey(evaluation.Id, result.Trigger, result.Subject.Kind, result.Subject.Key);
            var latest = Find(known, key);
            if (latest is null && result.State != TriggerState.Firing)
                continue;
            var observation = Observe(key, template.Trigger, result.Subject.Label, StateOf(result), result.Severity, EvidenceOf(result), snapshot.Value);
            seen.Add(observation);
            if (AlertMachine.Decide(latest, observation, now) is not Decision.Change { Transition: var transition })
                continue;
            if (transition.After.IsLive && transition.Before?.Status.Evidence != observation.Evidence)
                rendered[key] = Render(template, result, view, snapshot.Value, transition.After);
        }

        var closing = Unmentioned(known, seen, evaluation, snapshot);
        // An open alert without a card may wait for a route; a card may have to show other numbers.
        bool matters = closing.Count > 0 || start.WithCards.Contains(evaluation.Id) || known.Any(alert => alert.State == AlertState.Open)
            || seen.Exists(observation => AlertMachine.Decide(Find(known, observation.Key), observation, now) is Decision.Change);
        return matters
            ? new AccountSighting(snapshot.Value, evaluation.Health, seen, closing, rendered)
            : null;
    }

    /// <summary>
    /// What is known but not among the results: its trigger is gone or off, or it is about a person for whom the trigger is clear. Where
    /// the trigger can say nothing about the account as a whole, neither can it about that person.
    /// </summary>
    private Dictionary<AlertKey, string> Unmentioned(
        IReadOnlyList<Alert> known, List<Observation> seen, AccountEvaluation evaluation, Lazy<AccountSnapshot> snapshot)
    {
        var closing = new Dictionary<AlertKey, string>();
        foreach (var alert in known)
        {
            if (seen.Exists(observation => observation.Key == alert.Key))
                continue;
            if (!_templates.TryGetValue(alert.Key.Trigger, out var template))
            {
                // Without a single trigger the folder is missing or unreadable: that says nothing about anybody.
                if (alert.IsLive && _templates.Count > 0)
                    closing[alert.Key] = AlertReasons.TriggerOff;
                continue;
            }

            var line = evaluation.Triggers.FirstOrDefault(result => result.Trigger == alert.Key.Trigger && result.Subject.Kind != template.Trigger.Each);
            var state = line?.State == TriggerState.Unknown ? TriggerState.Unknown : TriggerState.Clear;
            if (alert.IsLive || alert.Status.Hold is not null)
                seen.Add(Observe(alert.Key, template.Trigger, alert.SubjectLabel, state, alert.Severity, alert.Status.Evidence, snapshot.Value));
        }

        return closing;
    }

    private Observation Observe(
        AlertKey key, Trigger trigger, string label, TriggerState state, Severity severity, string evidence, AccountSnapshot account) => new()
    {
        Key = key,
        Kind = trigger.Kind,
        SubjectLabel = PlainText.Clean(label, 200),
        State = state,
        Severity = severity,
        Evidence = evidence,
        Score = account.Score,
        DaysToDecision = account.DaysToDecision,
        Owner = account.OwnerEmail,
        Baseline = !demo && !(start.KnownAccounts.Contains(key.AccountId) && start.KnownTriggers.Contains(key.Trigger)),
        Cooldown = TimeSpan.FromDays(trigger.Cooldown),
    };

    private CauseWords Render(AlertTemplate template, TriggerResult result, AccountView view, AccountSnapshot account, Alert alert)
    {
        var person = result.Subject.Kind == SubjectKind.Person
            ? view.People.FirstOrDefault(person => person.PersonId == result.Subject.Key)
            : null;
        return words.Render(template, result, new AlertContext(
            person is null ? view : view.ForPerson(person), account.Name, account.Currency,
            account.OwnerEmail is { } owner ? team.Of(owner).Name : null, account.At, DateOnly.FromDateTime(alert.OpenedAt.UtcDateTime)));
    }

    /// <summary>A condition that is no longer true closes nothing while the trigger's own recover condition has not come true.</summary>
    private static TriggerState StateOf(TriggerResult result) => result switch
    {
        { State: TriggerState.Clear, MayClose: Truth.False } => TriggerState.Pending,
        { State: TriggerState.Clear, MayClose: Truth.Unknown } => TriggerState.Unknown,
        _ => result.State,
    };

    private static string EvidenceOf(TriggerResult result)
    {
        var text = new StringBuilder();
        foreach (var leaf in result.Evidence)
        {
            text.Append(leaf.Signal).Append('=').Append(leaf.Value.Number.ToString("R", CultureInfo.InvariantCulture)).Append('|')
                .Append(leaf.Value.Word).Append('|').Append(leaf.Value.Note).Append('|').Append(leaf.Held).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static Alert? Find(IReadOnlyList<Alert> known, AlertKey key)
    {
        for (int i = 0; i < known.Count; i++)
        {
            if (known[i].Key == key)
                return known[i];
        }

        return null;
    }
}
