using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
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

/// <summary>What a tick takes from one evaluated account.</summary>
/// <param name="Sighting">Null for an account about which there is nothing to decide.</param>
/// <param name="Moved">The account's head, to be kept although there is nothing to decide: the score that alerts go by moved. Else null.</param>
/// <param name="Model">Hash of the account's health model; null where none fits.</param>
/// <param name="Worth">What its money at risk depends on; null for a customer who has left.</param>
/// <param name="HeldScore">The score that alerts go by.</param>
internal sealed record AccountLook(AccountSighting? Sighting, AccountSnapshot? Moved, string? Model, AccountWorth? Worth, int? HeldScore);

/// <summary>Looks at evaluated accounts on behalf of a tick. Safe to use on any worker: everything it reads is fixed.</summary>
internal sealed class AccountObserver(
    TickStart start, AlertSet set, AlertWords words, TeamDirectory team, WorkCalendars calendars, bool demo, DateTimeOffset now)
{
    private readonly Dictionary<string, AlertTemplate> _templates = set.Templates
        .Where(template => template.Trigger.Mode != TriggerMode.Off)
        .ToDictionary(template => template.Trigger.Name, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<HealthModel, string> _models = new(ReferenceEqualityComparer.Instance);

    public AccountLook Look(AccountView view, AccountEvaluation evaluation)
    {
        var model = view.HealthModel;
        var before = start.Held.GetValueOrDefault(evaluation.Id);
        var (held, holds) = HeldScore.Next(before, evaluation.Health, model);
        string? hash = model is null ? null : _models.GetOrAdd(model, HealthModelHash.Of);
        var snapshot = new Lazy<AccountSnapshot>(() => AccountSnapshots.Of(view, evaluation, demo) with { Held = held, Shift = ScoreShift.Of(before, held, now) });
        var scene = new Scene(view, evaluation, snapshot, holds ? held!.Score : null, IsNewData(view.Frame), hash);
        var sighting = Look(scene);
        bool moved = sighting is null && !ReferenceEquals(before, held);
        return new AccountLook(sighting, moved ? snapshot.Value : null, hash, AccountSnapshots.WorthOf(view, evaluation.Health.Band), held?.Score);
    }

    private AccountSighting? Look(Scene scene)
    {
        var (view, evaluation, snapshot) = (scene.View, scene.Evaluation, scene.Account);
        var known = start.Alerts.GetValueOrDefault(evaluation.Id) ?? [];
        var seen = new List<Observation>();
        var rendered = new Dictionary<AlertKey, CauseWords>();
        foreach (var said in evaluation.Triggers)
        {
            if (!_templates.TryGetValue(said.Trigger, out var template) || said.Subject.Kind != template.Trigger.Each)
                continue;
            var result = ByBehaviour(scene, template.Trigger, said);
            var key = new AlertKey(evaluation.Id, result.Trigger, result.Subject.Kind, result.Subject.Key);
            var latest = Find(known, key);
            if (scene.Ended is not null && latest is { IsLive: true } && !AccountEnds.Outlives(template.Trigger))
                continue;
            if (latest is null && result.State != TriggerState.Firing)
                continue;
            var observation = Observe(key, template.Trigger, result.Subject.Label, Observation.StateOf(result), result.Severity, EvidenceOf(result), scene);
            seen.Add(observation);
            if (AlertMachine.Decide(latest, observation, now) is not Decision.Change { Transition: var transition })
                continue;
            if (transition.After.IsLive && transition.Before?.Status.Evidence != observation.Evidence)
                rendered[key] = Render(template, result, view, snapshot.Value, transition.After);
        }

        var closing = Unmentioned(known, seen, scene);
        // An open alert without a card may wait for a route; a card may have to show other numbers.
        bool matters = closing.Count > 0 || start.WithCards.Contains(evaluation.Id) || known.Any(alert => alert.State == AlertState.Open)
            || seen.Exists(observation => AlertMachine.Decide(Find(known, observation.Key), observation, now) is Decision.Change);
        return matters
            ? new AccountSighting(snapshot.Value, evaluation.Health, seen, closing, rendered)
            : null;
    }

    /// <summary>
    /// What is known but not among the results: its customer has left, its trigger is gone or off, or it is about a person for whom the trigger is clear. Where
    /// the trigger can say nothing about the account as a whole, neither can it about that person.
    /// </summary>
    private Dictionary<AlertKey, string> Unmentioned(IReadOnlyList<Alert> known, List<Observation> seen, Scene scene)
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

            if (scene.Ended is { } ended && alert.IsLive && !AccountEnds.Outlives(template.Trigger))
            {
                closing[alert.Key] = ended;
                continue;
            }

            var line = scene.Evaluation.Triggers.FirstOrDefault(result => result.Trigger == alert.Key.Trigger && result.Subject.Kind != template.Trigger.Each);
            bool holds = scene.HeldScore is not null && HeldHealthReader.Concerns(template.Trigger);
            var state = holds || line?.State == TriggerState.Unknown ? TriggerState.Unknown : TriggerState.Clear;
            if (alert.IsLive || alert.Status.Hold is not null)
                seen.Add(Observe(alert.Key, template.Trigger, alert.SubjectLabel, state, alert.Severity, alert.Status.Evidence, scene));
        }

        return closing;
    }

    private Observation Observe(
        AlertKey key, Trigger trigger, string label, TriggerState state, Severity severity, string evidence, Scene scene) => new()
    {
        Key = key,
        Kind = trigger.Kind,
        SubjectLabel = PlainText.Clean(label, 200),
        State = state,
        Severity = severity,
        Evidence = evidence,
        Score = scene.HeldScore ?? scene.Account.Value.Score,
        DaysToDecision = scene.Account.Value.DaysToDecision,
        Owner = scene.Account.Value.OwnerEmail,
        Baseline = !demo && IsFirstSight(trigger, scene),
        Cooldown = TimeSpan.FromDays(trigger.Cooldown),
    };

    /// <summary>At the first sight of the account, the trigger, a kind of facts, or of the health model that the trigger asks about.</summary>
    private bool IsFirstSight(Trigger trigger, Scene scene) =>
        !start.Known.Accounts.Contains(scene.Evaluation.Id) || !start.Known.Triggers.Contains(trigger.Name) || scene.NewData
        || (scene.Model is { } model && !start.Known.Models.Contains(model) && HeldHealthReader.Concerns(trigger));

    private bool IsNewData(EvaluationFrame frame) =>
        frame.Streams.Any(stream => stream.Value.Connected && !start.Known.Streams.Contains(stream.Key.ToString()));

    private static TriggerResult ByBehaviour(Scene scene, Trigger trigger, TriggerResult result)
    {
        if (scene.HeldScore is not { } score || !HeldHealthReader.Concerns(trigger))
            return result;
        return new HeldHealthReader(scene.View.ForSubject(result.Subject), score).Adjust(trigger, result);
    }

    private CauseWords Render(AlertTemplate template, TriggerResult result, AccountView view, AccountSnapshot account, Alert alert)
    {
        return words.Render(template, result, new AlertContext(
            view.ForSubject(result.Subject), account.Name, account.Currency,
            account.OwnerEmail is { } owner ? team.Of(owner).Name : null, account.At, DateOnly.FromDateTime(alert.OpenedAt.UtcDateTime))
        {
            Works = calendars.Of(team, account.OwnerEmail ?? "").IsWorkingDay,
        });
    }

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

    /// <summary>One account while a tick looks at it.</summary>
    /// <param name="HeldScore">The score that alerts go by, where it is not the one that is shown.</param>
    /// <param name="NewData">A kind of facts takes part for the first time.</param>
    private sealed record Scene(
        AccountView View, AccountEvaluation Evaluation, Lazy<AccountSnapshot> Account, int? HeldScore, bool NewData, string? Model)
    {
        /// <summary>Why nothing of the account is to be done any more; null for a customer.</summary>
        public string? Ended { get; } = AccountEnds.Of(View);
    }
}
