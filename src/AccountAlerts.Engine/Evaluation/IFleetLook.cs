using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Looks at every account on some days without judging alerts: one ordered pass over the facts, bounded memory.</summary>
public interface IFleetLook
{
    /// <param name="days">In any order, each once.</param>
    /// <param name="project">Called once per account, on any worker, with a view for each of the days, in their order; some may be from before the account existed. Must not keep them.</param>
    /// <returns>In ordinal order of account_id.</returns>
    IAsyncEnumerable<T> LookAsync<T>(IReadOnlyList<DateOnly> days, Func<IReadOnlyList<AccountView>, T> project, CancellationToken cancellation);
}
