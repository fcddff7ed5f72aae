using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>What happened to alerts, of all accounts.</summary>
public interface IAlertTrail
{
    /// <returns>Ascending by time.</returns>
    Task<IReadOnlyList<AlertEvent>> SinceAsync(DateTimeOffset since, CancellationToken cancellation);
}
