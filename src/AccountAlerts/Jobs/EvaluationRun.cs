using AccountAlerts.Endpoints;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Telemetry;

namespace AccountAlerts.Jobs;

/// <summary>One evaluation with what is measured and noted of it.</summary>
internal sealed class EvaluationRun(IEvaluationRound round, Readiness readiness, IProductValues values, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var activity = Instruments.Traces.StartActivity("evaluate");
        long start = clock.GetTimestamp();
        RoundReport report = await round.RunAsync(cancellation);
        Instruments.EvaluationSeconds.Record(clock.GetElapsedTime(start).TotalSeconds);
        Instruments.AlertsChanged.Add(report.Changed);
        readiness.EvaluatedAt(clock.GetUtcNow());
        await values.SetAsync(DeliveryAuditor.EvaluationScope, DeliveryAuditor.EvaluatedAt, InstantText.Write(clock.GetUtcNow()), cancellation);
        await SpareMemory.GiveBackAsync();
    }
}
