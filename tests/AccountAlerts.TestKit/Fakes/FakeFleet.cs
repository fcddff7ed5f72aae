using System.Runtime.CompilerServices;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>A fleet whose evaluations a test writes down.</summary>
public sealed class FakeFleet : IFleetEvaluator, IFleetLook
{
    public List<(AccountView View, AccountEvaluation Evaluation)> Accounts { get; } = [];

    /// <summary>Runs after the last account, before the evaluation decides: a click can get in between here.</summary>
    public Func<Task> AtTheEnd { get; set; } = () => Task.CompletedTask;

    /// <summary>The same accounts on every day that is asked for.</summary>
    public async IAsyncEnumerable<T> LookAsync<T>(
        IReadOnlyList<DateOnly> days, Func<IReadOnlyList<AccountView>, T> project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var (view, _) in Accounts)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return project([.. days.Select(_ => view)]);
        }
    }

    public async IAsyncEnumerable<T> RunAsync<T>(
        DateOnly asOf, EvidenceDetail detail, Func<AccountView, AccountEvaluation, T> project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (view, evaluation) in Accounts)
            yield return project(view, evaluation);
        await AtTheEnd();
    }
}
