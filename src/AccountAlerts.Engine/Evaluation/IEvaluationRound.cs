namespace AccountAlerts.Engine.Evaluation;

/// <summary>One evaluation of the service: score, what holds, alerts and cards, committed together. Stateless: safe to call at any time, by one caller.</summary>
public interface IEvaluationRound
{
    Task<RoundReport> RunAsync(CancellationToken cancellation);
}

/// <param name="Accounts">How many accounts were evaluated.</param>
/// <param name="Changed">How many alerts opened, changed or closed.</param>
public sealed record RoundReport(int Accounts, int Changed);
