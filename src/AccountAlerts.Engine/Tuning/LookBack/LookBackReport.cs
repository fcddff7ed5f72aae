using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>How often one alert would have come up.</summary>
/// <param name="CameUp">Openings, and rises in severity, within the days; what held before them is left out.</param>
/// <param name="Accounts">How many accounts it came up on.</param>
/// <param name="Interrupting">How often it would have been a card rather than a row of the digest.</param>
/// <param name="Tellings">How often any teammate would have been told; channels left out.</param>
/// <param name="Busiest">Who would have been told most often; null for nobody.</param>
/// <param name="Unknown">On which share of all accounts and days its signals were missing, 0 to 1.</param>
public sealed record LookBackAlert(
    string Alert, TriggerMode Mode, int CameUp, int Accounts, int Interrupting, int Tellings, LookBackReader? Busiest, double Unknown)
{
    /// <summary>Why it is noise, each with what to do; empty if it is not.</summary>
    public IReadOnlyList<string> Noise { get; init; } = [];
}

/// <summary>How often somebody would have been told of one alert.</summary>
/// <param name="Times">In any way, rows of the digest included.</param>
/// <param name="Cards">As a card.</param>
public sealed record LookBackReader(string Reader, int Times, int Cards);

/// <summary>How much one teammate, or channel, would have heard.</summary>
/// <param name="Cards">Cards; what becomes news about one account on one day is on one card.</param>
/// <param name="FullestWeek">Most cards in one of the weeks.</param>
public sealed record LookBackLoad(string Reader, int Told, int Cards, int FullestWeek);

/// <summary>How often every alert would have come up in the days up to one day, by the facts as of each of them.</summary>
/// <param name="Accounts">How many accounts existed on any of the days.</param>
public sealed record LookBackReport(
    DateOnly From, DateOnly To, int Accounts, IReadOnlyList<LookBackAlert> Alerts, IReadOnlyList<LookBackLoad> Readers)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public double Weeks => Days / 7.0;

    /// <summary>Teammates who would have been told anything.</summary>
    public int Teammates => Readers.Count(load => !Routing.Roles.IsChannel(load.Reader));

    public double PerWeek(int times) => times / Weeks;

    /// <summary>Null where no teammate would have been told anything.</summary>
    public double? PerTeammateAndWeek(LookBackAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return Teammates == 0 ? null : PerWeek(alert.Tellings) / Teammates;
    }
}
