using AccountAlerts.Engine;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Jobs;

/// <summary>Whether another service has already evaluated what this one wants to. Its own first evaluation is always made: its settings may be newer.</summary>
/// <param name="shared">False where one service at a time runs on the store.</param>
internal sealed class SharedEvaluations(IProductValues values, IFactStore store, EvaluationOptions options, TimeProvider clock, bool shared)
{
    private bool begun;

    /// <summary>Evaluates, unless somebody else did and nothing has come since.</summary>
    /// <param name="asked">True if it was asked for: then another one's, which may have begun before, is not enough.</param>
    /// <returns>False if it was not needed.</returns>
    public async Task<bool> RunAsync(Func<Task> evaluate, bool asked, CancellationToken cancellation)
    {
        if (!shared)
        {
            await evaluate();
            return true;
        }

        long imports = await store.CountImportsAsync(cancellation);
        if (begun && !asked && await EvaluationMark.ReadAsync(values, cancellation) is { } mark && mark.Imports == imports && clock.GetUtcNow() - mark.At < options.Every)
            return false;
        await evaluate();
        begun = true;
        await new EvaluationMark(imports, clock.GetUtcNow()).WriteAsync(values, cancellation);
        return true;
    }
}
