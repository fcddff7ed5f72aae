using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Evaluates single accounts on the days it was made for. Pure once made; safe to share between workers.</summary>
public sealed class AccountEvaluator
{
    private readonly IReadOnlyDictionary<DateOnly, EvaluationFrame> _frames;
    private readonly HealthModels _models;
    private readonly IReadOnlyList<Trigger> _triggers;
    private readonly TriggerEvaluator _judge;
    private readonly IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> _leftOut;
    private readonly Func<AccountView, int, AccountView?> _earlier;

    internal AccountEvaluator(
        IReadOnlyDictionary<DateOnly, EvaluationFrame> frames, HealthModels models, IReadOnlyList<Trigger> triggers, TriggerEvaluator judge,
        IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> leftOut)
    {
        _frames = frames;
        _models = models;
        _triggers = triggers;
        _judge = judge;
        _leftOut = leftOut;
        _earlier = DaysBack;
    }

    public EvaluationFrame Frame(DateOnly day) => _frames[day];

    /// <summary>The account as known at the end of the day, one of those the evaluator was made for.</summary>
    public AccountView View(AccountFacts facts, DateOnly day) => new(facts, _frames[day], _models) { LeftOut = _leftOut.GetValueOrDefault(facts.Id) ?? [], Earlier = _earlier };

    /// <summary>Score and triggers of one account.</summary>
    /// <remarks>
    /// A trigger that asks about each person lists those for whom it holds, is pending or is unknown; who is not listed is clear.
    /// If it neither holds nor is pending for anybody there is one more line about the account.
    /// </remarks>
    public AccountEvaluation Evaluate(AccountView view, EvidenceDetail detail)
    {
        ArgumentNullException.ThrowIfNull(view);
        IReadOnlyList<TriggerResult> results = _judge.Evaluate(_triggers, view, back => DaysBack(view, back), detail);
        return new AccountEvaluation(view.Facts.Id, view.Facts.Profile.AccountId, view.AsOf, view.Health, results);
    }

    /// <summary>Null before the account existed, and on a day that the evaluator was not made for.</summary>
    private AccountView? DaysBack(AccountView view, int days)
    {
        var day = view.AsOf.AddDays(-days);
        if (!_frames.ContainsKey(day))
            return null;
        var earlier = View(view.Facts, day);
        return earlier.Exists ? earlier : null;
    }
}
