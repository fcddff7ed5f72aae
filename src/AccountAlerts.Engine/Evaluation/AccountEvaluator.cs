using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Evaluates single accounts on the days it was made for. Pure once made; safe to share between workers.</summary>
public sealed class AccountEvaluator : IEarlierViews
{
    private readonly IReadOnlyDictionary<DateOnly, EvaluationFrame> _frames;
    private readonly HealthModels _models;
    private readonly IReadOnlyList<Trigger> _triggers;
    private readonly TriggerEvaluator _judge;
    private readonly IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> _leftOut;

    internal AccountEvaluator(
        IReadOnlyDictionary<DateOnly, EvaluationFrame> frames, HealthModels models, IReadOnlyList<Trigger> triggers, TriggerEvaluator judge,
        IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> leftOut)
    {
        _frames = frames;
        _models = models;
        _triggers = triggers;
        _judge = judge;
        _leftOut = leftOut;
        LikelySignals = Math.Max(FewSignals, triggers.SelectMany(trigger => trigger.Signals).Distinct().Count());
    }

    /// <summary>What one condition or a score asks for.</summary>
    private const int FewSignals = 12;

    /// <summary>What all triggers ask of an account.</summary>
    private int LikelySignals { get; }

    public EvaluationFrame Frame(DateOnly day) => _frames[day];

    /// <summary>The account as known at the end of the day, one of those the evaluator was made for.</summary>
    public AccountView View(AccountFacts facts, DateOnly day) => View(facts, day, LikelySignals);

    private AccountView View(AccountFacts facts, DateOnly day, int expectedSignals) => new(facts, _frames[day], _models, expectedSignals)
    {
        LeftOut = _leftOut.GetValueOrDefault(facts.Id) ?? [],
        Days = this,
    };

    AccountView? IEarlierViews.View(AccountFacts facts, DateOnly day) => _frames.ContainsKey(day) ? View(facts, day, FewSignals) : null;

    /// <summary>Score and triggers of one account.</summary>
    /// <remarks>
    /// A trigger that asks about each person lists those for whom it holds, is pending or is unknown; who is not listed is clear.
    /// If it neither holds nor is pending for anybody there is one more line about the account.
    /// </remarks>
    public AccountEvaluation Evaluate(AccountView view, EvidenceDetail detail)
    {
        ArgumentNullException.ThrowIfNull(view);
        // First, since triggers ask for the score, and would work it out on their own.
        var health = view.Health;
        var results = _judge.Evaluate(_triggers, view, back => DaysBack(view, back), detail);
        return new AccountEvaluation(view.Facts.Id, view.Facts.Profile.AccountId, view.AsOf, health, results);
    }

    /// <summary>Null before the account existed.</summary>
    private AccountView? DaysBack(AccountView view, int days)
    {
        var earlier = View(view.Facts, view.AsOf.AddDays(-days), FewSignals);
        return earlier.Exists ? earlier : null;
    }
}
