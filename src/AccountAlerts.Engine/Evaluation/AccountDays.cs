using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>One account on many days in a row: each day is worked out once, however many conditions look back to it. Not thread-safe.</summary>
internal sealed class AccountDays(AccountEvaluator evaluator, AccountFacts facts) : IEarlierViews
{
    private readonly Dictionary<DateOnly, AccountView> _views = [];

    /// <param name="day">One of those the evaluator was made for.</param>
    public AccountView On(DateOnly day)
    {
        if (!_views.TryGetValue(day, out var view))
            _views.Add(day, view = evaluator.View(facts, day, this));
        return view;
    }

    public AccountEvaluation Evaluate(AccountView view) => evaluator.Evaluate(
        view, back => On(view.AsOf.AddDays(-back)) is { Exists: true } earlier ? earlier : null, EvidenceDetail.UnlessClear);

    /// <summary>Lets go of a day that nothing looks back to any more.</summary>
    public void Forget(DateOnly day) => _views.Remove(day);

    AccountView? IEarlierViews.View(AccountFacts asked, DateOnly day) => evaluator.Knows(day) ? On(day) : null;
}
