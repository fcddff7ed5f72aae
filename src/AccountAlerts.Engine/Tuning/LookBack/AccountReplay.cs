using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>
/// What would have become of one account's alerts, day by day, had nobody done anything: the same rules for opening, closing and
/// cooling down as in service. What held on the first day is listed, not told.
/// </summary>
internal sealed class AccountReplay(int accountId, IReadOnlyList<Trigger> triggers)
{
    private readonly Dictionary<string, Trigger> _triggers = triggers.ToDictionary(trigger => trigger.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _aboutScore = [.. triggers.Where(HeldHealthReader.Concerns).Select(trigger => trigger.Name)];
    private readonly Dictionary<AlertKey, Alert> _latest = [];
    private HeldHealth? _held;
    private bool _begun;

    /// <summary>The account on the next day.</summary>
    /// <returns>The alerts that became news on that day.</returns>
    public IReadOnlyList<Alert> Next(AccountView view, AccountEvaluation evaluation)
    {
        var now = new DateTimeOffset(view.AsOf.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        (_held, bool holds) = HeldScore.Next(_held, evaluation.Health, view.HealthModel);
        int? held = holds ? _held!.Score : null;
        var seen = new HashSet<AlertKey>();
        var news = new List<Alert>();
        foreach (var said in evaluation.Triggers)
        {
            if (said.Subject.Kind != _triggers[said.Trigger].Each)
                continue;
            var result = held is { } score && _aboutScore.Contains(said.Trigger)
                ? new HeldHealthReader(view.ForSubject(said.Subject), score).Adjust(_triggers[said.Trigger], said)
                : said;
            var key = new AlertKey(accountId, result.Trigger, result.Subject.Kind, result.Subject.Key);
            seen.Add(key);
            if (result.State == TriggerState.Firing || _latest.ContainsKey(key))
                Decide(Observe(key, result.Subject.Label, Observation.StateOf(result), result.Severity));
        }

        foreach (var alert in _latest.Values.Where(alert => alert.IsLive && !seen.Contains(alert.Key)).ToArray())
            Decide(Observe(alert.Key, alert.SubjectLabel, StateOfUnmentioned(alert.Key.Trigger, evaluation, held), alert.Severity));
        _begun = true;
        return news;

        Observation Observe(AlertKey key, string label, TriggerState state, Severity severity) => new()
        {
            Key = key,
            Kind = _triggers[key.Trigger].Kind,
            SubjectLabel = label,
            State = state,
            Severity = severity,
            Score = held ?? evaluation.Health.Score,
            Owner = view.OwnerEmail,
            Baseline = !_begun,
            Cooldown = TimeSpan.FromDays(_triggers[key.Trigger].Cooldown),
        };

        void Decide(Observation observation)
        {
            if (AlertMachine.Decide(_latest.GetValueOrDefault(observation.Key), observation, now) is not Decision.Change { Transition: var transition })
                return;
            _latest[observation.Key] = transition.After;
            if (transition.Announce)
                news.Add(transition.After);
        }
    }

    /// <summary>Who is not listed is clear, unless nothing can be said of anybody.</summary>
    private TriggerState StateOfUnmentioned(string trigger, AccountEvaluation evaluation, int? held) =>
        (held is not null && _aboutScore.Contains(trigger))
        || evaluation.Triggers.Any(result => result.Trigger == trigger && result.Subject.Kind != _triggers[trigger].Each && result.State == TriggerState.Unknown)
            ? TriggerState.Unknown
            : TriggerState.Clear;
}
