using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Evaluates every account as of a day: one ordered pass over the facts, two workers, bounded memory.</summary>
public interface IFleetEvaluator
{
    /// <param name="detail">Whether clear triggers carry their evidence too.</param>
    /// <param name="project">Called once per account, on any worker; must not keep the view.</param>
    /// <returns>In ordinal order of account_id; accounts created after the day are left out.</returns>
    IAsyncEnumerable<T> RunAsync<T>(
        DateOnly asOf, EvidenceDetail detail, Func<AccountView, AccountEvaluation, T> project, CancellationToken cancellation);
}
