using System.Runtime.CompilerServices;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>A fleet whose evaluations a test writes down.</summary>
public sealed class FakeFleet : IFleetEvaluator
{
    public List<(AccountView View, AccountEvaluation Evaluation)> Accounts { get; } = [];

    /// <summary>Runs after the last account, before the evaluation decides: a click can get in between here.</summary>
    public Func<Task> AtTheEnd { get; set; } = () => Task.CompletedTask;

    public async IAsyncEnumerable<T> RunAsync<T>(
        DateOnly asOf, EvidenceDetail detail, Func<AccountView, AccountEvaluation, T> project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (view, evaluation) in Accounts)
            yield return project(view, evaluation);
        await AtTheEnd();
    }
}
