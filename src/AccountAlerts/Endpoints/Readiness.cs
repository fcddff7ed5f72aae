namespace AccountAlerts.Endpoints;

/// <summary>Whether the service has done its first round of work.</summary>
public sealed class Readiness
{
    private long evaluatedAt;

    /// <summary>Null before the first complete evaluation.</summary>
    public DateTimeOffset? LastEvaluation =>
        Interlocked.Read(ref evaluatedAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void EvaluatedAt(DateTimeOffset instant) => Interlocked.Exchange(ref evaluatedAt, instant.UtcTicks);
}
