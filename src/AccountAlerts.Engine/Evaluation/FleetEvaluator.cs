using System.Runtime.CompilerServices;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>One ordered pass over all accounts: some dozens are read at a time, a worker per core evaluates them, results come out in order.</summary>
public sealed class FleetEvaluator(IFactReader reader, EvaluatorFactory evaluators) : IFleetEvaluator, IFleetLook
{
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public IAsyncEnumerable<T> RunAsync<T>(
        DateOnly asOf, EvidenceDetail detail, Func<AccountView, AccountEvaluation, T> project, CancellationToken cancellation) => PassAsync<T>(
        session => evaluators.CreateAsync(session, [asOf], cancellation),
        (evaluator, facts, results) =>
        {
            AccountView view = evaluator.View(facts, asOf);
            if (view.Exists)
                results.Add(project(view, evaluator.Evaluate(view, detail)));
        },
        cancellation);

    public IAsyncEnumerable<T> LookAsync<T>(
        IReadOnlyList<DateOnly> days, Func<IReadOnlyList<AccountView>, T> project, CancellationToken cancellation) => PassAsync<T>(
        session => evaluators.CreateForScoresAsync(session, days, cancellation),
        (evaluator, facts, results) => results.Add(project([.. days.Select(day => evaluator.View(facts, day))])),
        cancellation);

    private async IAsyncEnumerable<T> PassAsync<T>(
        Func<IFactSession, Task<AccountEvaluator>> make, Action<AccountEvaluator, AccountFacts, List<T>> take,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sessions = new Queue<IFactSession>();
        var running = new Queue<Task<List<T>>>();
        try
        {
            for (int i = 0; i < Workers; i++)
                sessions.Enqueue(await reader.OpenAsync(cancellation));

            AccountEvaluator evaluator = await make(sessions.Peek());
            IReadOnlyList<AccountRef> accounts = await sessions.Peek().AccountsAsync(cancellation);
            int chunkSize = sessions.Peek().AtOnce;
            for (int start = 0; start < accounts.Count; start += chunkSize)
            {
                if (running.Count == Workers)
                {
                    foreach (T item in await running.Dequeue())
                        yield return item;
                }

                // Sessions come back in the order in which chunks were begun, so the first one is free.
                IFactSession session = sessions.Dequeue();
                sessions.Enqueue(session);
                int[] ids = [.. accounts.Skip(start).Take(chunkSize).Select(account => account.Id)];
                running.Enqueue(Task.Run(() => ChunkAsync(session, evaluator, ids, take, cancellation), cancellation));
            }

            while (running.TryDequeue(out Task<List<T>>? chunk))
            {
                foreach (T item in await chunk)
                    yield return item;
            }
        }
        finally
        {
            await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            foreach (IFactSession session in sessions)
                await session.DisposeAsync();
        }
    }

    private static async Task<List<T>> ChunkAsync<T>(
        IFactSession session, AccountEvaluator evaluator, int[] ids, Action<AccountEvaluator, AccountFacts, List<T>> take, CancellationToken cancellation)
    {
        var results = new List<T>(ids.Length);
        // What is kept of an account is what is made of it here, so its facts may pass.
        foreach (AccountFacts facts in await session.ReadPassingAsync(ids, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            take(evaluator, facts, results);
        }

        return results;
    }
}
