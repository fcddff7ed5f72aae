using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Tuning;

/// <summary>Scores every account that has an outcome as it was known some time before each renewal, and lays the outcomes beside the scores.</summary>
public sealed class Backtests(IFactReader reader, EvaluatorFactory evaluators)
{
    // As for an evaluation of the fleet: enough for a sequential read, little enough for memory.
    private const int ChunkSize = 64;

    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <param name="leadDays">How long before the renewal, from 0.</param>
    /// <param name="asOf">Outcomes of later renewals are left out.</param>
    /// <param name="done">Told now and then what share of the work is done.</param>
    public async Task<Backtest> RunAsync(int leadDays, DateOnly asOf, Action<double> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        await using IFactSession session = await reader.OpenAsync(cancellation);
        StoredOutcome[] outcomes = [.. (await session.OutcomesAsync(cancellation)).Where(outcome => outcome.RenewalOn <= asOf)];
        AccountEvaluator evaluator = await evaluators.CreateForScoresAsync(
            session, [.. outcomes.Select(outcome => outcome.RenewalOn.AddDays(-leadDays)).Distinct()], cancellation, ModelsOf.Today);

        ILookup<int, StoredOutcome> byAccount = outcomes.ToLookup(outcome => outcome.AccountId);
        int[][] chunks = [.. byAccount.Select(account => account.Key).Order().Chunk(ChunkSize)];
        var rows = new List<BacktestRow>[chunks.Length];
        int ready = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Workers, chunks.Length)).Select(worker => Task.Run(
            async () =>
            {
                await using IFactSession own = await reader.OpenAsync(cancellation);
                for (int i = worker; i < chunks.Length; i += Workers)
                {
                    IReadOnlyList<AccountFacts> facts = await own.ReadPassingAsync(chunks[i], cancellation);
                    rows[i] = [.. facts.SelectMany(account => byAccount[account.Id].Select(outcome => Score(evaluator, account, outcome, leadDays)))];
                    done((double)Interlocked.Increment(ref ready) / chunks.Length);
                }
            },
            cancellation)));

        return new Backtest(leadDays, [.. rows.SelectMany(chunk => chunk).OrderBy(row => row.Account, StringComparer.Ordinal).ThenBy(row => row.RenewalOn)]);
    }

    private static BacktestRow Score(AccountEvaluator evaluator, AccountFacts facts, StoredOutcome outcome, int leadDays)
    {
        DateOnly day = outcome.RenewalOn.AddDays(-leadDays);
        AccountView view = evaluator.View(facts, day);
        HealthResult? health = view.Exists ? view.Health : null;
        return new BacktestRow(facts.Profile.AccountId, outcome.RenewalOn, day, health?.Score, health?.Coverage ?? 0, outcome.Outcome);
    }
}
