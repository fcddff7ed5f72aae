namespace AccountAlerts.Domain.Health;

/// <summary>The edges and the words of the bands.</summary>
public static class Bands
{
    public const int HealthyFrom = 80;

    public const int AtRiskFrom = 50;

    /// <param name="score">A published score, 0 to 100.</param>
    public static Band Of(int score) => score >= HealthyFrom ? Band.Healthy : score >= AtRiskFrom ? Band.AtRisk : Band.Critical;

    /// <summary>As scripts and conditions write it.</summary>
    public static string Word(Band band) => band switch
    {
        Band.Healthy => "healthy",
        Band.AtRisk => "at risk",
        _ => "critical",
    };

    /// <summary>The band above and the score it begins at; null for the best one.</summary>
    public static (Band Band, int From)? Above(Band band) => band switch
    {
        Band.Critical => (Band.AtRisk, AtRiskFrom),
        Band.AtRisk => (Band.Healthy, HealthyFrom),
        _ => null,
    };
}
