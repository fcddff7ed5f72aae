namespace AccountAlerts.Engine.Tuning;

/// <summary>How often what a trigger says was worth saying, by what people did with it.</summary>
/// <param name="Useful">Alerts that somebody took, handed on or did something about.</param>
/// <param name="NotUseful">Alerts that somebody called wrong data or not for this account.</param>
/// <param name="Opened">All of its alerts in that time, whatever became of them.</param>
public sealed record TriggerPrecision(string Trigger, int Useful, int NotUseful, int Opened)
{
    /// <summary>0 to 1; null while nobody has said anything.</summary>
    public double? Share => Useful + NotUseful == 0 ? null : (double)Useful / (Useful + NotUseful);
}

/// <summary>Reads the answers of people out of the audit trail.</summary>
public interface IPrecision
{
    /// <summary>
    /// By trigger, in ordinal order of names. An alert counts once, whatever number of buttons were pressed on it; "not useful" weighs
    /// more than an acknowledgement before it.
    /// </summary>
    /// <param name="since">Answers and openings from this instant on.</param>
    Task<IReadOnlyList<TriggerPrecision>> SinceAsync(DateTimeOffset since, CancellationToken cancellation);
}
