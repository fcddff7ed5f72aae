using System.Collections.Concurrent;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Counts what one evaluation sees over all accounts. Safe to use on any worker.</summary>
internal sealed class FleetCensus
{
    private readonly Trigger[] _triggers;
    private readonly bool[] _aboutPeople;
    private readonly Dictionary<string, int> _index;
    private readonly int[] _silent;
    private readonly int[] _notClear;
    private readonly ConcurrentDictionary<HealthModel, ModelCounts> _models = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<int, IdentityChange?> _people = new();
    private int _accounts;
    private EvaluationFrame? _frame;

    public FleetCensus(IEnumerable<Trigger> triggers)
    {
        _triggers = [.. triggers];
        _aboutPeople = [.. _triggers.Select(GuardedTriggers.IsAboutPeople)];
        _index = _triggers.Select((trigger, i) => (trigger.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
        _silent = new int[_triggers.Length];
        _notClear = new int[_triggers.Length];
    }

    /// <summary>Null before any account was seen.</summary>
    public EvaluationFrame? Frame => _frame;

    /// <summary>Accounts on which something about their people holds; with what became of their ids, if anything.</summary>
    public IReadOnlyDictionary<int, IdentityChange?> People => _people;

    public void See(AccountView view, AccountEvaluation evaluation)
    {
        Interlocked.Increment(ref _accounts);
        Volatile.Write(ref _frame, view.Frame);
        bool people = false;
        for (int i = 0; i < evaluation.Triggers.Count;)
        {
            var first = evaluation.Triggers[i];
            var state = first.State;
            // A trigger about people has several lines in a row.
            for (i++; i < evaluation.Triggers.Count && evaluation.Triggers[i].Trigger == first.Trigger; i++)
                state = Worse(state, evaluation.Triggers[i].State);
            if (!_index.TryGetValue(first.Trigger, out int index))
                continue;
            if (state == TriggerState.Unknown || !Fits(_triggers[index], view.Segment))
                Interlocked.Increment(ref _silent[index]);
            if (state is TriggerState.Firing or TriggerState.Unknown)
                Interlocked.Increment(ref _notClear[index]);
            people |= state == TriggerState.Firing && _aboutPeople[index];
        }

        if (people)
            _people[evaluation.Id] = IdentityChange.Of(view);
        if (view.HealthModel is { } model && evaluation.Health.Components.Count > 0)
            _models.GetOrAdd(model, known => new ModelCounts(known)).Add(evaluation.Health);
    }

    /// <summary>For how many accounts the trigger could be told.</summary>
    public int Evaluated(string trigger) => _index.TryGetValue(trigger, out int index) ? _accounts - _silent[index] : 0;

    /// <summary>For how many accounts it holds, or may hold for all that is known; null for a trigger that is not looked for any more.</summary>
    public int? NotClear(string trigger) => _index.TryGetValue(trigger, out int index) ? _notClear[index] : null;

    /// <summary>Typical values by <c>model/component</c>: under other settings a part of the score is another one.</summary>
    public IReadOnlyDictionary<string, TypicalValue> Medians() =>
        _models.Values.SelectMany(model => model.Medians()).ToDictionary(median => median.Key, median => median.Value, StringComparer.Ordinal);

    private static TriggerState Worse(TriggerState a, TriggerState b) =>
        a == TriggerState.Firing || b == TriggerState.Firing ? TriggerState.Firing : a == TriggerState.Unknown ? a : b;

    private static bool Fits(Trigger trigger, string? segment) =>
        trigger.Segments.Count == 0 || (segment is not null && trigger.Segments.Contains(segment, StringComparer.OrdinalIgnoreCase));

    /// <summary>How the parts of one model are spread, by tenths of a point.</summary>
    private sealed class ModelCounts(HealthModel model)
    {
        private const int Tenths = 10;
        private readonly string _hash = HealthModelHash.Of(model);
        private readonly int[][] _counts = [.. model.Components.Select(_ => new int[(100 * Tenths) + 1])];

        public void Add(HealthResult health)
        {
            for (int i = 0; i < _counts.Length && i < health.Components.Count; i++)
            {
                if (health.Components[i].Score is { } score)
                    Interlocked.Increment(ref _counts[i][(int)Math.Round(Math.Clamp(score, 0, 100) * Tenths)]);
            }
        }

        public IEnumerable<KeyValuePair<string, TypicalValue>> Medians()
        {
            for (int i = 0; i < _counts.Length; i++)
            {
                int accounts = _counts[i].Sum();
                if (accounts > 0)
                    yield return new($"{_hash}/{model.Components[i].Name}", new TypicalValue((At(_counts[i], (accounts - 1) / 2) + At(_counts[i], accounts / 2)) / 2, accounts));
            }
        }

        private static double At(int[] counts, int place)
        {
            int score = 0;
            for (int passed = counts[0]; passed <= place; passed += counts[score])
                score++;
            return (double)score / Tenths;
        }
    }
}
