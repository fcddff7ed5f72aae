using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Says what waiting models would make of every account, in one pass.</summary>
public sealed class ModelComparison(IFactReader reader, EvaluatorFactory evaluators)
{
    private const int ChunkSize = 64;

    public async Task<ModelDifference> RunAsync(HealthModels waiting, CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        AccountEvaluator evaluator = await evaluators.CreateForScoresAsync(session, [evaluators.Today], cancellation);
        var count = new ModelDifferenceCount();
        foreach (int[] ids in (await session.AccountsAsync(cancellation)).Select(account => account.Id).Chunk(ChunkSize))
        {
            foreach (AccountFacts facts in await session.ReadPassingAsync(ids, cancellation))
            {
                if (evaluator.View(facts, evaluators.Today) is { Exists: true } view)
                    Add(count, view, waiting);
            }
        }

        return count.Result;
    }

    internal static void Add(ModelDifferenceCount count, AccountView view, HealthModels waiting)
    {
        var model = HealthScorer.ModelFor(waiting, view.Segment, view.Lifecycle);
        count.Add(view.Facts.Profile.AccountId, view.Facts.Profile.Name, view.WholeScore, model is null ? null : HealthScorer.Score(model, view).Score);
    }
}
