using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Evaluates single accounts on the days it was made for. Pure once made; safe to share between workers.</summary>
public sealed class AccountEvaluator : IEarlierViews
{
    /// <summary>Signals that one condition or a score asks for.</summary>
    private const int FewSignals = 12;

    // What all triggers ask of an account.
    private readonly int _likelySignals;
    private readonly IReadOnlyDictionary<DateOnly, EvaluationFrame> _frames;
    private readonly ModelTimeline _models;
    private readonly IReadOnlyList<Trigger> _triggers;
    private readonly TriggerEvaluator _judge;
    private readonly IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> _leftOut;

    internal AccountEvaluator(
        IReadOnlyDictionary<DateOnly, EvaluationFrame> frames, ModelTimeline models, IReadOnlyList<Trigger> triggers, TriggerEvaluator judge,
        IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> leftOut)
    {
        _frames = frames;
        _models = models;
        _triggers = triggers;
        _judge = judge;
        _leftOut = leftOut;
        _likelySignals = Math.Max(FewSignals, triggers.SelectMany(trigger => trigger.Signals).Distinct().Count());
    }

    public EvaluationFrame Frame(DateOnly day) => _frames[day];

    /// <summary>Which models judge which day.</summary>
    public ModelTimeline Models => _models;

    /// <summary>The triggers that it judges.</summary>
    public IReadOnlyList<Trigger> Triggers => _triggers;

    /// <summary>The account as known at the end of the day, one of those the evaluator was made for.</summary>
    public AccountView View(AccountFacts facts, DateOnly day) => View(facts, day, this, _likelySignals);

    /// <param name="days">What shows the same account on other days.</param>
    internal AccountView View(AccountFacts facts, DateOnly day, IEarlierViews days) => View(facts, day, days, _likelySignals);

    private AccountView View(AccountFacts facts, DateOnly day, IEarlierViews days, int expectedSignals) => new(facts, _frames[day], _models.On(day), expectedSignals)
    {
        LeftOut = _leftOut.GetValueOrDefault(facts.Id) ?? [],
        Days = days,
    };

    internal bool Knows(DateOnly day) => _frames.ContainsKey(day);

    AccountView? IEarlierViews.View(AccountFacts facts, DateOnly day) => Knows(day) ? View(facts, day, this, FewSignals) : null;

    /// <summary>Score and triggers of one account.</summary>
    /// <remarks>
    /// A trigger that asks about each person lists those for whom it holds, is pending or is unknown; who is not listed is clear.
    /// If it neither holds nor is pending for anybody there is one more line about the account.
    /// </remarks>
    public AccountEvaluation Evaluate(AccountView view, EvidenceDetail detail)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Evaluate(view, back => DaysBack(view, back), detail);
    }

    /// <param name="daysBack">The account so many days earlier; null before it existed.</param>
    internal AccountEvaluation Evaluate(AccountView view, Func<int, AccountView?> daysBack, EvidenceDetail detail)
    {
        // First, since triggers ask for the score, and would work it out on their own.
        var health = view.Health;
        var results = _judge.Evaluate(_triggers, view, daysBack, detail);
        return new AccountEvaluation(view.Facts.Id, view.Facts.Profile.AccountId, view.AsOf, health, results);
    }

    /// <summary>Null before the account existed.</summary>
    private AccountView? DaysBack(AccountView view, int days)
    {
        var earlier = View(view.Facts, view.AsOf.AddDays(-days), this, FewSignals);
        return earlier.Exists ? earlier : null;
    }
}
