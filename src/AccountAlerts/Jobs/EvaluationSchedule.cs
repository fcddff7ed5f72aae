using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Jobs;

/// <summary>Decides at each tick whether to evaluate: on news, however much there was, and else at the set interval.</summary>
internal sealed class EvaluationSchedule(EvaluationOptions options, TimeProvider clock)
{
    private int wanted = 1;
    private long lastAt;

    /// <summary>Something that is evaluated has changed.</summary>
    public void Want() => Volatile.Write(ref wanted, 1);

    /// <summary>True if it is time; from then on the interval begins anew.</summary>
    public bool Take()
    {
        if (Interlocked.Exchange(ref wanted, 0) == 0 && clock.GetElapsedTime(lastAt) < options.Every)
            return false;
        lastAt = clock.GetTimestamp();
        return true;
    }
}
