using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Guard;

namespace AccountAlerts.Jobs;

/// <summary>Decides at each tick whether to evaluate: on news, however much there was, and else at the set interval.</summary>
internal sealed class EvaluationSchedule(EvaluationOptions options, TimeProvider clock) : IEvaluationRequests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int wanted = 1;
    private int asked;
    private long lastAt;
    private bool failed;

    /// <summary>Something that is evaluated has changed.</summary>
    public void Want() => Volatile.Write(ref wanted, 1);

    /// <summary>Somebody did something that only an evaluation after it can show.</summary>
    void IEvaluationRequests.Want()
    {
        Volatile.Write(ref asked, 1);
        Want();
    }

    /// <summary>True if the next evaluation was asked for, so that nobody else's will do.</summary>
    public bool TakeAsked() => Interlocked.Exchange(ref asked, 0) == 1;

    /// <summary>True if it is time; from then on the interval begins anew.</summary>
    public bool Take()
    {
        TimeSpan since = clock.GetElapsedTime(lastAt);
        if (failed && since < Patience)
            return false;
        if (Interlocked.Exchange(ref wanted, 0) == 0 && since < options.Every)
            return false;
        failed = false;
        lastAt = clock.GetTimestamp();
        return true;
    }

    /// <summary>Evaluates if it is time. One that breaks is still wanted, though not at once.</summary>
    public async Task RunIfDueAsync(Func<Task> evaluate)
    {
        if (!Take())
            return;
        try
        {
            await evaluate();
        }
        catch
        {
            failed = true;
            Volatile.Write(ref asked, 1);
            Want();
            throw;
        }
    }
}
